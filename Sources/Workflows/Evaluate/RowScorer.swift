// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import Foundation
import JSON
import LanguageModel
import OpenAIWire
import Platform
import Tokenizer

/// Scores the rows of a file, some at a time, as lines of JSON.
final class RowScorer {
  static let rowsPerPass = 256

  private let run: ModelRun
  private let rows: PromptRows
  private let file: String
  private let alternatives: Int
  private let names: TokenNames
  private var logProbability = 0.0
  private var tokenCount = 0

  /// - Parameter alternatives: how many of the likeliest tokens to tell at each place.
  init(run: ModelRun, rows: PromptRows, file: String, alternatives: Int) {
    self.run = run
    self.rows = rows
    self.file = file
    self.alternatives = alternatives
    names = TokenNames(run.loaded.tokenizer)
  }

  /// What the completions scored so far amount to.
  var summary: String {
    let perplexity = tokenCount > 0 ? exp(-logProbability / Double(tokenCount)) : .nan
    return "\(rows.count) rows, \(tokenCount) tokens, perplexity \(perplexity)"
  }

  /// The file's own completions.
  func completions(_ range: Range<Int>) throws(AssayError) -> [JSONValue] {
    let pairs = try range.map { row throws(AssayError) in try pair(row) }
    let scores = try CompletionScorer(model: run.loaded.model)
      .score(pairs, alternatives: alternatives)
    return zip(range, zip(pairs, scores)).map { row, scored in
      let (pair, score) = scored
      return line(row, pair.completion.suffix(score.tokenLogProbabilities.count), score)
    }
  }

  /// Each label after each prompt, over all of its tokens.
  func labels(_ labels: [String], _ range: Range<Int>) throws(AssayError) -> [JSONValue] {
    guard !run.loaded.model.configuration.isClassifier else { return try classes(labels, range) }
    let tokenizer = run.loaded.tokenizer
    let tokens = labels.map { tokenizer.encode($0) }
    let longest = tokens.map(\.count).max() ?? 0
    let scorer = try LabelScorer(model: run.loaded.model, labels: tokens)
    let prompts = try range.map { row throws(AssayError) in
      let prompt = tokenizer.encode(rows.prompts[row])
      try check(prompt.count + longest, row)
      return prompt
    }
    return zip(range, try scorer.logProbabilities(prompts)).map { row, scores in
      line(row, labels, scores)
    }
  }

  /// Classes by the model's head.
  private func classes(
    _ labels: [String], _ range: Range<Int>
  ) throws(AssayError) -> [JSONValue] {
    let scorer = try ClassScorer(model: run.loaded.model)
    let places = try labels.map { label throws(AssayError) in
      let place = scorer.classes.firstIndex { $0.utf8.elementsEqual(label.utf8) }
      if let place { return place }
      throw AssayError(
        "\"\(label)\" is none of the \(scorer.classes.count) classes of the model's head",
        remedy: "Spaces and case count; --classes scores them all")
    }
    let prompts = try range.map { row throws(AssayError) in
      let prompt = run.loaded.tokenizer.encode(rows.prompts[row])
      try check(prompt.count, row)
      return prompt
    }
    return zip(range, try scorer.logProbabilities(prompts)).map { row, scores in
      line(row, labels, places.map { scores[$0] })
    }
  }

  private func line(_ row: Int, _ labels: [String], _ scores: [Double]) -> JSONValue {
    var object = JSONObject()
    for (label, score) in zip(labels, scores) { object.append(label, .number(score)) }
    return [
      "row": .integer(row), "label": .string(rows.completions[row]), "logprobs": .object(object),
    ]
  }

  private func pair(_ row: Int) throws(AssayError) -> (prompt: [Int32], completion: [Int32]) {
    let tokenizer = run.loaded.tokenizer
    let prompt = tokenizer.encode(rows.prompts[row])
    let completion = tokenizer.encode(rows.completions[row])
    try check(prompt.count + completion.count, row)
    return (prompt, completion)
  }

  private func check(_ count: Int, _ row: Int) throws(AssayError) {
    let most = run.loaded.model.configuration.positions
    guard count > most else { return }
    throw AssayError(
      "prompt and completion have \(count) tokens, the model has \(most) positions",
      at: Location(file: file, row: row), remedy: "Shorten the row")
  }

  /// - Parameter tokens: those of the completion that could be predicted.
  private func line(
    _ row: Int, _ tokens: some Collection<Int32>, _ score: CompletionScore
  ) -> JSONValue {
    let count = score.tokenLogProbabilities.count
    let sum = score.logProbability
    logProbability += sum
    tokenCount += count
    var object: JSONObject = [
      "row": .integer(row), "logprob": count == 0 ? .null : .number(sum),
      "perplexity": count == 0 ? .null : .number(exp(-sum / Double(count))),
      "tokens": .array(tokens.map { .string(names.name(of: $0)) }),
      "token_logprobs": .array(score.tokenLogProbabilities.map { .number($0) }),
    ]
    if alternatives > 0 {
      object.append(
        "top_logprobs", .array(score.alternatives.map { .object(names.object(of: $0)) }))
    }
    return .object(object)
  }
}
