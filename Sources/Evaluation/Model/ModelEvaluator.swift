// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import Metrics

/// Runs a model over prompts whose completions are known.
package struct ModelEvaluator {
  private let model: GPT2Model
  private let encode: (String) -> [Int32]
  /// Called with rows done and rows in all.
  private let progress: (Int, Int) -> Void

  /// Rows between two reports of progress.
  private static let rowsAtATime = 256

  /// - Parameter encode: text to tokens; prompt and completion are given to it apart.
  package init(
    model: GPT2Model, encode: @escaping (String) -> [Int32],
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.model = model
    self.encode = encode
    self.progress = progress
  }

  /// Evaluates the rows; with `classes`, each row's prompt is also classified among them and the
  /// rows' completions.
  /// - Throws: `AssayError` when a completion does not fit into the model.
  package func evaluate(
    _ rows: PromptRows, classes: [String]?
  ) throws(AssayError) -> ModelEvaluation {
    let list = classes.map { ClassList($0 + rows.completions) }
    let scorer = try list.map { list throws(AssayError) in
      try LabelScorer(model: model, labels: list.names.map(encode))
    }
    let examples = try tokenize(rows, longest: scorer?.longestLabel ?? 0)
    let completions = CompletionScorer(model: model)
    var figures = CompletionFigures()
    var scores: [[Double]] = []
    var first = 0
    while first < examples.count {
      let end = min(first + Self.rowsAtATime, examples.count)
      let part = examples[first..<end]
      for score in try completions.score(part.map { ($0.prompt, $0.completion) }) {
        figures.add(score)
      }
      scores += try scorer?.logProbabilities(part.map(\.prompt)) ?? []
      first = end
      progress(first, examples.count)
    }
    let predictions = list.map { list in
      var predictions = ClassificationPredictions(
        classes: list, labels: rows.completions.compactMap(list.index),
        scores: ScoreMatrix(logProbabilities: scores, classCount: list.count),
        prompts: rows.prompts)
      predictions.slices = rows.slices
      return predictions
    }
    return ModelEvaluation(
      rows: rows, completions: figures, predictions: predictions,
      shortenedRows: examples.count { $0.isShortened })
  }

  private struct Example {
    var prompt: [Int32]
    let completion: [Int32]
    var isShortened = false
  }

  /// Tokens of all rows; where prompt and completion are too long, the prompt loses its start.
  private func tokenize(_ rows: PromptRows, longest: Int) throws(AssayError) -> [Example] {
    let positions = model.configuration.positions
    var examples: [Example] = []
    examples.reserveCapacity(rows.count)
    for row in 0..<rows.count {
      var example = Example(
        prompt: encode(rows.prompts[row]), completion: encode(rows.completions[row]))
      // The last token of a completion is asked for but never read.
      let room = positions - max(example.completion.count, longest) + 1
      guard room > 0 else {
        throw AssayError(
          "the completion of row \(row), or a class, has more tokens than the model has positions"
            + " (\(positions))", remedy: "Shorten it or choose a model with more positions")
      }
      if example.prompt.count > room {
        example.prompt = Array(example.prompt.suffix(room))
        example.isShortened = true
      }
      examples.append(example)
    }
    return examples
  }
}
