// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import Foundation
import JSON
import LanguageModel
import Platform
import Tokenizer

/// Scores the rows of a file, some at a time, as lines of JSON.
final class RowScorer {
  static let rowsPerPass = 256

  private let run: ModelRun
  private let rows: PromptRows
  private let file: String
  private let alternatives: Int
  private var logProbability = 0.0
  private var tokenCount = 0

  /// - Parameter alternatives: how many of the likeliest tokens to tell at each place.
  init(run: ModelRun, rows: PromptRows, file: String, alternatives: Int) {
    self.run = run
    self.rows = rows
    self.file = file
    self.alternatives = alternatives
  }

  /// What the completions scored so far amount to.
  var summary: String {
    let perplexity = tokenCount > 0 ? exp(-logProbability / Double(tokenCount)) : .nan
    return "\(rows.count) rows, \(tokenCount) tokens, perplexity \(perplexity)"
  }

  /// The file's own completions.
  func completions(_ range: Range<Int>) throws(AssayError) -> [JSONValue] {
    let pairs = try range.map { row throws(AssayError) in try pair(row) }
    guard alternatives == 0 else { return try withAlternatives(pairs, range) }
    let scores = try CompletionScorer(model: run.loaded.model).score(pairs)
    return zip(range, zip(pairs, scores)).map { row, scored in
      let (pair, score) = scored
      let tokens = pair.completion.suffix(score.tokenLogProbabilities.count)
      return line(row, Array(tokens), score.tokenLogProbabilities, nil)
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

  private func withAlternatives(
    _ pairs: [(prompt: [Int32], completion: [Int32])], _ range: Range<Int>
  ) throws(AssayError) -> [JSONValue] {
    var lines: [JSONValue] = []
    for (row, pair) in zip(range, pairs) {
      let (scores, _) = try PromptScorer.score(
        pair.prompt + pair.completion, with: run.loaded.model, alternatives: alternatives)
      let found = scores.suffix(pair.completion.count).filter { $0.logProbability != nil }
      lines.append(
        line(row, found.map(\.token), found.compactMap(\.logProbability), found.map(\.alternatives))
      )
    }
    return lines
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

  private func line(
    _ row: Int, _ tokens: [Int32], _ scores: [Float], _ alternatives: [[TokenScore.Alternative]]?
  ) -> JSONValue {
    let sum = scores.reduce(0) { $0 + Double($1) }
    logProbability += sum
    tokenCount += scores.count
    var object: JSONObject = [
      "row": .integer(row), "logprob": scores.isEmpty ? .null : .number(sum),
      "perplexity": scores.isEmpty ? .null : .number(exp(-sum / Double(scores.count))),
      "tokens": .array(tokens.map { .string(text($0)) }),
      "token_logprobs": .array(scores.map { .number(Double($0)) }),
    ]
    if let alternatives {
      object.append("top_logprobs", .array(alternatives.map { .object(self.object(of: $0)) }))
    }
    return .object(object)
  }

  private func object(of alternatives: [TokenScore.Alternative]) -> JSONObject {
    var object = JSONObject()
    for one in alternatives { object.append(text(one.token), .number(Double(one.logProbability))) }
    return object
  }

  private func text(_ token: Int32) -> String { run.loaded.tokenizer.decode([token]) }
}
