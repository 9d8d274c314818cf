// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Foundation
import JSON
import LanguageModel
import Reports
import Testing

@testable import Evaluation
@testable import Training

/// Against the plain way: each block alone.
@Suite struct CorpusEvaluationTests {
  private let model: GPT2Model

  init() throws {
    model = try GPT2Model(
      configuration: GPT2Configuration(
        vocabularySize: 11, positions: 8, width: 8, layers: 1, heads: 2), seed: 3)
    for index in model.parameters.values.indices { model.parameters.values[index] *= 8 }
  }

  private func data(_ blocks: [[Int32]]) -> TrainingData {
    TrainingData(
      path: "corpus.txt", examples: blocks.map { TrainingExample(prompt: [], completion: $0) },
      classes: [], truncatedRows: 0, droppedRows: 0, unpredictableRows: 0, fingerprint: "0")
  }

  /// More blocks than are looked at in one go, the last of them short.
  private var blocks: [[Int32]] {
    (0..<34).map { (block: Int) -> [Int32] in
      let length = block == 33 ? 3 : 8
      return (0..<length).map { (place: Int) -> Int32 in Int32((block * 7 + place * 3) % 11) }
    }
  }

  @Test func everyTokenButTheFirstOfABlockCounts() throws {
    var seen: [Int] = []
    let found = try CorpusEvaluation(data(blocks), blockSize: 8, model: model) { done, total in
      seen.append(done)
      #expect(total == 34)
    }
    #expect(seen == [32, 34])
    let scores = try CompletionScorer(model: model)
      .score(blocks.map { (prompt: [], completion: $0) })
    let count = 33 * 7 + 2
    let mean = -scores.map(\.logProbability).reduce(0, +) / Double(count)
    let right = scores.flatMap(\.isLikeliest).count { $0 }
    let values = found.figures.map { $0.figure.value ?? .nan }
    #expect(found.figures.map(\.key) == ["perplexity", "loss", "token_accuracy"])
    #expect(abs(values[1] - mean) < 1e-5 && abs(values[0] - exp(mean)) < 1e-4 * exp(mean))
    #expect(abs(values[2] - Double(right) / Double(count)) < 1e-9)
    #expect(found.json["n"] == 34 && found.json["block_size"] == 8)
    #expect(found.json["tokens"] == .integer(count))
  }

  @Test func theModelBeforeItStandsBesideIt() throws {
    var found = try CorpusEvaluation(data(blocks), blockSize: 8, model: model)
    let plain = found.report(source: "corpus.txt")
    #expect(
      plain.table("Baselines") == nil && plain.summary.hasPrefix("corpus.txt: 233 tokens in 34"))
    #expect(found.json["baseline_model"] == nil)
    found.baselineModel = BaselineModel(
      name: "gpt2",
      figures: [NamedFigure("perplexity", .value(20)), NamedFigure("loss", .value(3))])
    let report = found.report(source: "corpus.txt")
    let table = try #require(report.table("Baselines"))
    #expect(table.rows.count == 2 && table.rows[1].count == 4)
    #expect(report.verdict.contains(", 20.0 by gpt2 on 233 tokens."))
    #expect(found.json["baseline_model"]?["model"] == "gpt2")
  }

  @Test func withoutATokenToForetellNothingIsSaid() throws {
    let found = try CorpusEvaluation(data([]), blockSize: 8, model: model)
    #expect(found.figures.allSatisfy { $0.figure.value == nil })
    #expect(found.report(source: "x").verdict == "")
    for key in ["perplexity", "loss", "token_accuracy"] {
      #expect(found.json["notes"]?[key]?.string == "no token has anything before it")
    }
  }
}
