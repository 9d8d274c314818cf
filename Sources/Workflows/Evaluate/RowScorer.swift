// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import Foundation
import JSON
import LanguageModel
import ModelStore
import OpenAIWire
import Platform
import Tokenizer
import Training

/// Scores the rows of a file, some at a time, as lines of JSON.
final class RowScorer {
  static let rowsPerPass = 256

  private let loaded: LoadedModel
  private let rows: PromptRows
  private let file: String
  private let alternatives: Int
  private let names: TokenNames
  /// From which side prompts before labels are cut.
  private let side: TruncationSide
  private var shortenedRows = 0
  private var logProbability = 0.0
  private var tokenCount = 0

  /// - Parameter alternatives: how many of the likeliest tokens to tell at each place.
  /// - Throws: `AssayError` for a linear model.
  init(
    run: ModelRun, rows: PromptRows, file: String, alternatives: Int, side: TruncationSide?
  ) throws(AssayError) {
    loaded = try run.loaded
    self.side =
      side ?? run.record?.truncationSide
      ?? .usual(forHead: loaded.model.configuration.isClassifier)
    self.rows = rows
    self.file = file
    self.alternatives = alternatives
    names = TokenNames(loaded.tokenizer)
  }

  /// What the completions scored so far amount to.
  var summary: String {
    let perplexity = tokenCount > 0 ? exp(-logProbability / Double(tokenCount)) : .nan
    return
      "\(Plural.counted(rows.count, "row")), \(Plural.counted(tokenCount, "token")), perplexity \(perplexity)"
  }

  /// The file's own completions.
  func completions(_ range: Range<Int>) throws(AssayError) -> [JSONValue] {
    let pairs = try range.map { row throws(AssayError) in try pair(row) }
    let scores = try CompletionScorer(model: loaded.model)
      .score(pairs, alternatives: alternatives)
    return zip(range, zip(pairs, scores)).map { row, scored in
      let (pair, score) = scored
      return line(row, pair.completion.suffix(score.tokenLogProbabilities.count), score: score)
    }
  }

  /// Each label after each prompt, over all of its tokens.
  /// - Parameter exclusively: whether only one of them is the answer, so that the score of a label
  ///   that begins another is without that of the longer one.
  func labels(
    _ labels: [String], exclusively: Bool, range: Range<Int>
  ) throws(AssayError) -> [JSONValue] {
    guard !loaded.model.configuration.isClassifier else { return try classes(labels, range) }
    let tokenizer = loaded.tokenizer
    let tokens = labels.map { tokenizer.encode($0) }
    let longest = tokens.map(\.count).max() ?? 0
    let scorer = try LabelScorer(model: loaded.model, labels: tokens)
    let room = loaded.model.configuration.positions - longest + 1
    guard room > 0 else {
      throw AssayError(
        "a label has more tokens than the model has positions", at: Location(file: file),
        remedy: "Choose a model with more positions")
    }
    let prompts = range.map { cut(tokenizer.encode(rows.prompts[$0]), to: room) }
    return zip(range, try scorer.score(prompts)).map { row, scores in
      let plain = scores.map(\.logProbability)
      return line(row, labels, scores: exclusively ? scorer.answerLogProbabilities(scores) : plain)
    }
  }

  /// Classes by the model's head.
  private func classes(
    _ labels: [String], _ range: Range<Int>
  ) throws(AssayError) -> [JSONValue] {
    let scorer = try ClassScorer(model: loaded.model)
    let places = try labels.map { label throws(AssayError) in
      let names = [label, RowPreparation.numberedName(label)]
      let place = scorer.classes.firstIndex { name in
        names.contains { $0.utf8.elementsEqual(name.utf8) }
      }
      if let place { return place }
      throw AssayError(
        "\"\(label)\" is none of the \(scorer.classes.count) classes of the model's head",
        remedy: "Spaces and case count; --classes scores them all")
    }
    let positions = loaded.model.configuration.positions
    let prompts = range.map { cut(loaded.tokenizer.encode(rows.prompts[$0]), to: positions) }
    return zip(range, try scorer.logProbabilities(prompts)).map { row, scores in
      line(row, labels, scores: places.map { scores[$0] })
    }
  }

  private func cut(_ prompt: [Int32], to room: Int) -> [Int32] {
    guard prompt.count > room else { return prompt }
    shortenedRows += 1
    return side.cut(prompt, to: room)
  }

  /// How many prompts before labels were cut; nil when none was.
  var shortened: String? {
    guard shortenedRows > 0 else { return nil }
    return
      "\(shortenedRows) \(shortenedRows == 1 ? "prompt was" : "prompts were") too long and lost"
      + " the \(side.lostPart)"
  }

  private func line(_ row: Int, _ labels: [String], scores: [Double]) -> JSONValue {
    var object = JSONObject()
    for (label, score) in zip(labels, scores) { object.append(label, .number(score)) }
    return [
      "row": .integer(row), "label": .string(rows.completions[row]), "logprobs": .object(object),
    ]
  }

  private func pair(_ row: Int) throws(AssayError) -> (prompt: [Int32], completion: [Int32]) {
    let tokenizer = loaded.tokenizer
    let prompt = tokenizer.encode(rows.prompts[row])
    let completion = tokenizer.encode(rows.completions[row])
    try check(prompt.count + completion.count, row)
    return (prompt, completion)
  }

  private func check(_ count: Int, _ row: Int) throws(AssayError) {
    let most = loaded.model.configuration.positions
    guard count > most else { return }
    throw AssayError(
      "prompt and completion have \(count) tokens, the model has \(most) positions",
      at: Location(file: file, row: row), remedy: "Shorten the row")
  }

  /// - Parameter tokens: those of the completion that could be predicted.
  private func line(
    _ row: Int, _ tokens: some Collection<Int32>, score: CompletionScore
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
