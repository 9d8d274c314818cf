// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import Metrics

#if canImport(Glibc)
  import Glibc
#endif

/// Runs a model over prompts whose completions are known.
package struct ModelEvaluator {
  private let model: GPT2Model
  private let encode: (String) -> [Int32]
  /// Stands in for an empty prompt, so that there is a position that predicts.
  private let start: Int32
  /// Called with rows done and rows in all.
  private let progress: (Int, Int) -> Void

  /// Tokens of a batch: enough for the matrix products to be efficient.
  private static let batchTokens = 4_096
  private static let batchRows = 256

  /// - Parameters:
  ///   - encode: text to tokens; prompt and completion are given to it apart.
  ///   - start: the token that begins a text.
  package init(
    model: GPT2Model, start: Int32, encode: @escaping (String) -> [Int32],
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.model = model
    self.encode = encode
    self.start = start
    self.progress = progress
  }

  /// Evaluates the rows; with `classes`, each row's prompt is also classified among them and the
  /// rows' completions.
  /// - Throws: `AssayError` when a completion does not fit into the model.
  package func evaluate(
    _ rows: PromptRows, classes: [String]?
  ) throws(AssayError) -> ModelEvaluation {
    let list = classes.map { ClassList($0 + rows.completions) }
    let scorer = list.map { ClassScorer(model: model, completions: $0.names.map(encode)) }
    let examples = try tokenize(rows, longest: scorer?.longest ?? 0)
    var figures = CompletionFigures()
    var scores: [Double] = []
    var first = 0
    while first < examples.count {
      let end = batchEnd(examples, from: first)
      try addCompletions(examples[first..<end], to: &figures)
      if let scorer {
        let prompts = examples[first..<end].map { $0.prompt.isEmpty ? [start] : $0.prompt }
        for row in try scorer.scores(of: prompts) { scores += Self.softmax(row) }
      }
      first = end
      progress(first, examples.count)
    }
    let predictions = list.map { list in
      var predictions = ClassificationPredictions(
        classes: list, labels: rows.completions.compactMap(list.index),
        scores: ScoreMatrix(values: scores, classCount: list.count), prompts: rows.prompts)
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

  private func batchEnd(_ examples: [Example], from first: Int) -> Int {
    var end = first
    var tokens = 0
    while end < examples.count, end - first < Self.batchRows {
      tokens += examples[end].prompt.count + examples[end].completion.count
      if end > first && tokens > Self.batchTokens { break }
      end += 1
    }
    return end
  }

  private func addCompletions(
    _ examples: ArraySlice<Example>, to figures: inout CompletionFigures
  ) throws(AssayError) {
    var batch = PackedBatch()
    var ends: [Int] = []
    for example in examples {
      batch.append(prompt: example.prompt, completion: example.completion)
      ends.append(batch.targets.count)
    }
    let result = try model.evaluate(batch)
    var start = 0
    for end in ends {
      figures.add(
        logProbabilities: result.logProbabilities[start..<end],
        isCorrect: result.isCorrect[start..<end])
      start = end
    }
  }

  /// Log-probabilities to probabilities that sum to 1.
  private static func softmax(_ values: [Double]) -> [Double] {
    let top = values.max() ?? 0
    let powers = values.map { exp($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
