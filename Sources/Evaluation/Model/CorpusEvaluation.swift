// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import EvaluationMetrics
package import JSON
package import LanguageModel
import Platform
package import Reports
package import Training

/// How well a model foretells a text that it has not learned from, token by token, in blocks that
/// follow one another. The first token of a block has nothing before it and is not asked for.
package struct CorpusEvaluation: Sendable {
  private let blocks: Int
  private let blockSize: Int
  private var tokens = 0
  private var loss = 0.0
  private var right = 0.0
  /// The model before it was tuned; nil when it is not known.
  package var baselineModel: BaselineModel?

  /// Blocks between two reports of progress.
  private static let blocksAtATime = 32

  /// - Parameter progress: called with blocks done and blocks in all.
  /// - Throws: `AssayError` when the model cannot take a block.
  package init(
    _ data: TrainingData, blockSize: Int, model: GPT2Model,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(AssayError) {
    blocks = data.examples.count
    self.blockSize = blockSize
    let evaluator = Evaluator()
    for first in stride(from: 0, to: blocks, by: Self.blocksAtATime) {
      let part = Array(data.examples[first..<min(first + Self.blocksAtATime, blocks)])
      let found = try evaluator.evaluate(model, on: part)
      let count = part.reduce(0) { $0 + $1.predictedCount }
      tokens += count
      loss += (found.loss ?? 0) * Double(count)
      right += (found.tokenAccuracy ?? 0) * Double(count)
      progress(first + part.count, blocks)
    }
  }

  static let keys = ["perplexity", "loss", "token_accuracy"]

  /// Perplexity, mean loss and the share of tokens that are the likeliest.
  package var figures: [NamedFigure] {
    guard tokens > 0 else {
      return Self.keys.map { NamedFigure($0, .undefined("no token has anything before it")) }
    }
    let mean = loss / Double(tokens)
    return zip(Self.keys, [exp(mean), mean, right / Double(tokens)]).map {
      NamedFigure($0, .value($1))
    }
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "n": .integer(blocks), "block_size": .integer(blockSize), "tokens": .integer(tokens),
    ]
    object.append(figures)
    if let baselineModel { object.append("baseline_model", baselineModel.json) }
    object.appendNotes(of: figures)
    return .object(object)
  }

  package func report(source: String) -> Report {
    let shown = figures.map { $0.reported(isHeadline: true) }
    var parts: [ReportBlock] = [.figures(shown)]
    if let baselineModel {
      let table = ReportTable(
        title: "Baselines", columns: [.text("Model")] + shown.map { .number($0.name) },
        rows: [
          [.text("This one")] + shown.map { Self.cell($0.value) },
          [.text(baselineModel.name)] + shown.map { Self.cell(baselineModel.value($0.key)) },
        ])
      parts.append(.table(table))
    }
    let summary =
      "\(source): \(NumberText.count(tokens)) tokens in \(NumberText.count(blocks)) blocks of up to"
      + " \(blockSize)"
    return Report(
      title: "Evaluation", summary: summary, verdict: verdict,
      sections: [ReportSection(title: "Figures", blocks: parts)], data: json)
  }

  private var verdict: String {
    guard let now = figures.first?.figure.value else { return "" }
    let before = baselineModel.flatMap { model in
      model.value("perplexity").map { ", \(NumberText.fixed($0, digits: 1)) by \(model.name)" }
    }
    return "Perplexity \(NumberText.fixed(now, digits: 1))\(before ?? "") on "
      + "\(Verdict.counted(tokens, "token"))."
  }

  private static func cell(_ value: Double?) -> ReportTable.Cell {
    value.map { .number($0) } ?? .none
  }
}
