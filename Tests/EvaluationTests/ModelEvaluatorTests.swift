// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import EvaluationMetrics
import Foundation
import JSON
import LanguageModel
import Reports
import Testing

/// Against the plain way: one sequence for each prompt and class, all tokens asked for.
@Suite struct ModelEvaluatorTests {
  private let model: GPT2Model

  init() throws {
    var configuration = GPT2Configuration(
      vocabularySize: 257, positions: 24, width: 16, layers: 2, heads: 2)
    configuration.endToken = 256
    model = try GPT2Model(configuration: configuration, seed: 5)
    // Larger weights than at a start, so that classes differ.
    for index in model.parameters.values.indices { model.parameters.values[index] *= 8 }
  }

  private let rows = PromptRows(
    prompts: ["ab:", "b:", "", "xyz:", "ab:", "q:"],
    completions: [" cat", " car", " cat", " d", " d", " car"])

  private func encode(_ text: String) -> [Int32] { text.utf8.map { Int32($0) } }

  private func evaluate(classes: [String]?) throws -> ModelEvaluation {
    try ModelEvaluator(
      model: model, encode: { $0.utf8.map { Int32($0) } },
      decode: { String(UnicodeScalar(UInt8($0))) }
    )
    .evaluate(rows, classes: classes)
  }

  private func logProbability(_ prompt: [Int32], _ completion: [Int32]) throws -> [Double] {
    var batch = PackedBatch()
    batch.append(prompt: prompt, completion: completion)
    return try model.evaluate(batch).logProbabilities
  }

  @Test("Rows 6, 56: classes are scored over all their tokens")
  func classesAreScoredOverAllTheirTokens() throws {
    let predictions = try #require(try evaluate(classes: [" c"]).predictions)
    #expect(predictions.classes.names == [" c", " car", " cat", " d"])
    let scores = try #require(predictions.scores)
    for row in 0..<rows.count {
      let text = rows.prompts[row]
      let prompt = text.isEmpty ? [256] : encode(text)
      var sums = try predictions.classes.names.map { name in
        try logProbability(prompt, encode(name)).reduce(0, +)
      }
      // ` c` is the answer where neither ` car` nor ` cat` follows.
      sums[0] = log(exp(sums[0]) - exp(sums[1]) - exp(sums[2]))
      let total = sums.reduce(0) { $0 + exp($1) }
      for (index, sum) in sums.enumerated() {
        #expect(abs(scores[row, index] - exp(sum) / total) < 1e-5)
      }
    }
  }

  @Test func completionFiguresAreThoseOfTheTokens() throws {
    let evaluation = try evaluate(classes: nil)
    #expect(evaluation.predictions == nil)
    var values: [[Double]] = []
    for row in 0..<rows.count {
      values.append(try logProbability(encode(rows.prompts[row]), encode(rows.completions[row])))
    }
    let all = Array(values.joined())
    let mean = all.reduce(0, +) / Double(rows.count)
    func figure(_ key: String) throws -> Double {
      try #require(evaluation.figures.first { $0.key == key }?.figure.value)
    }
    #expect(abs(try figure("mean_logprob") - mean) < 1e-5)
    #expect(
      abs(log(try figure("perplexity")) + all.reduce(0, +) / Double(all.count)) < 1e-5)
  }

  /// The class scores and the completions' tokens come from one pass; without classes from another.
  @Test func tokensAreTheSameWithAndWithoutClasses() throws {
    let both = try #require(try evaluate(classes: []).predictions?.tokens)
    for row in 0..<rows.count {
      let alone = try logProbability(encode(rows.prompts[row]), encode(rows.completions[row]))
      #expect(both[row].map(\.text).joined() == rows.completions[row].suffix(alone.count))
      #expect(zip(both[row], alone).allSatisfy { abs($0.logProbability - Double($1)) < 1e-5 })
    }
    let plain = try evaluate(classes: nil).figures
    let classified = try evaluate(classes: []).figures
    for (one, other) in zip(plain, classified) {
      let ratio = try #require(one.figure.value) / #require(other.figure.value)
      #expect(abs(ratio - 1) < 1e-4 || one.figure == other.figure, "\(one.key)")
    }
  }

  /// A line for each row: what was asked and wanted, how likely it was, and what the model wrote itself.
  @Test func rowsAreWrittenWithTheirTokens() throws {
    var evaluation = try evaluate(classes: nil)
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "p.jsonl").path
    func lines() throws -> [JSONValue] {
      try evaluation.writePredictions(to: path)
      return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
        try JSONParser.parse(Array($0.utf8), file: path)
      }
    }
    let plain = try lines()
    #expect(plain.compactMap { $0["label"]?.string } == rows.completions)
    #expect(plain.compactMap { $0["prompt"]?.string } == rows.prompts)
    #expect(plain.allSatisfy { $0["prediction"] == nil })
    for (row, line) in plain.enumerated() {
      let expected = try logProbability(encode(rows.prompts[row]), encode(rows.completions[row]))
      let tokens = (line["tokens"]?.array ?? []).compactMap(\.string)
      let values = (line["token_logprobs"]?.array ?? []).compactMap(\.double)
      #expect(tokens.joined() == rows.completions[row].suffix(expected.count))
      #expect(values.count == expected.count && tokens.count == expected.count)
      #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-5 })
      let sum = try #require(line["logprob"]?.double)
      #expect(abs(sum - values.reduce(0, +)) < 1e-5)
    }
    var written = GenerationFigures()
    for row in 0..<rows.count { written.add("text \(row)", wanted: "wanted \(row)") }
    evaluation.generation = written
    let generated = try lines()
    #expect(generated.compactMap { $0["label"]?.string } == written.wanted)
    #expect(generated.compactMap { $0["prediction"]?.string } == written.texts)
  }

  /// The model has 24 places, and a head needs none for the answer.
  @Test func promptsOfAHeadAreCutWhereTheyAreTooLong() throws {
    var configuration = GPT2Configuration(
      vocabularySize: 257, positions: 24, width: 16, layers: 1, heads: 2)
    configuration.classes = [" a", " b"]
    let evaluator = ModelEvaluator(
      model: try GPT2Model(configuration: configuration, seed: 5),
      encode: { $0.utf8.map { Int32($0) } }, decode: { String(UnicodeScalar(UInt8($0))) })
    let prompts = [23, 24, 25].map { String(repeating: "x", count: $0) }
    let evaluation = try evaluator.evaluate(
      PromptRows(prompts: prompts, completions: [" a", " b", " a"]), classes: nil)
    #expect(evaluation.shortenedRows == 1)
  }

  @Test func longPromptsLoseTheirStart() throws {
    let long = PromptRows(
      prompts: [String(repeating: "x", count: 40) + "ab:"], completions: [" cat"])
    let evaluator = ModelEvaluator(
      model: model, encode: { $0.utf8.map { Int32($0) } },
      decode: { String(UnicodeScalar(UInt8($0))) })
    let evaluation = try evaluator.evaluate(long, classes: nil)
    #expect(evaluation.shortenedRows == 1)
    let kept = Array(encode(long.prompts[0]).suffix(24 - 4 + 1))
    let sum = try logProbability(kept, encode(" cat")).reduce(0, +)
    let mean = try #require(evaluation.figures.first { $0.key == "mean_logprob" }?.figure.value)
    #expect(abs(mean - Double(sum)) < 1e-5)
    let notes = evaluation.sections.flatMap(\.blocks).compactMap { block in
      if case .note(let text) = block { text } else { nil }
    }
    #expect(notes == ["1 prompt was too long and lost the start."])
    // Row 90: every form of the report has the number.
    let table = CSVReport.render(evaluation.report(source: "rows.jsonl"))
    #expect(table.contains("shortened_rows,,1,,"))
    let hopeless = PromptRows(prompts: ["a"], completions: [String(repeating: "x", count: 40)])
    #expect(throws: AssayError.self) { try evaluator.evaluate(hopeless, classes: nil) }
  }

  @Test func completionsAreClassesWhenTheyRepeat() {
    #expect(rows.classes == nil)
    let more = PromptRows(
      prompts: rows.prompts + rows.prompts, completions: rows.completions + rows.completions)
    #expect(more.classes == [" car", " cat", " d"])
  }
}
