// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import Metrics

/// Runs a model over prompts whose completions are known.
package struct ModelEvaluator {
  private let model: GPT2Model
  private let encode: (String) -> [Int32]
  private let decode: (Int32) -> String
  /// Called with rows done and rows in all.
  private let progress: (Int, Int) -> Void

  /// Rows between two reports of progress.
  private static let rowsAtATime = 256

  /// - Parameters:
  ///   - encode: text to tokens; prompt and completion are given to it apart.
  ///   - decode: a token's text for people.
  package init(
    model: GPT2Model, encode: @escaping (String) -> [Int32],
    decode: @escaping (Int32) -> String,
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.model = model
    self.encode = encode
    self.decode = decode
    self.progress = progress
  }

  /// Evaluates the rows; with `classes`, each row's prompt is also classified among them and the
  /// rows' completions, in the same pass.
  /// - Throws: `AssayError` when a completion does not fit into the model.
  package func evaluate(
    _ rows: PromptRows, classes: [String]?
  ) throws(AssayError) -> ModelEvaluation {
    let list = classes.map { ClassList($0 + rows.completions) }
    let labels = list.map { rows.completions.compactMap($0.index) }
    let scorer = try list.map { list throws(AssayError) in
      try LabelScorer(model: model, labels: list.names.map(encode))
    }
    let examples = try tokenize(rows, longest: scorer?.longestLabel ?? 0)
    var figures = CompletionFigures()
    var scores: [[Double]] = []
    for first in stride(from: 0, to: examples.count, by: Self.rowsAtATime) {
      let part = first..<min(first + Self.rowsAtATime, examples.count)
      let found = try score(examples[part], scorer, labels: labels?[part] ?? [])
      for (example, found) in zip(examples[part], found) {
        figures.add(found.completion, texts: example.completion.map(decode))
        if scorer != nil { scores.append(found.classes) }
      }
      progress(part.upperBound, examples.count)
    }
    return ModelEvaluation(
      rows: rows, completions: figures,
      predictions: list.map { predictions(rows, $0, labels ?? [], scores, figures) },
      shortenedRows: examples.count { $0.isShortened }, tokenCounts: examples.map(\.tokenCount))
  }

  private func predictions(
    _ rows: PromptRows, _ classes: ClassList, _ labels: [Int], _ scores: [[Double]],
    _ figures: CompletionFigures
  ) -> ClassificationPredictions {
    var predictions = ClassificationPredictions(
      classes: classes, labels: labels,
      scores: ScoreMatrix(logProbabilities: scores, classCount: classes.count),
      prompts: rows.prompts)
    predictions.slices = rows.slices
    predictions.tokens = figures.tokens
    return predictions
  }

  /// The score of each row's completion and the log-probabilities of the classes, if any.
  private func score(
    _ examples: ArraySlice<Example>, _ scorer: LabelScorer?, labels: ArraySlice<Int>
  ) throws(AssayError) -> [(completion: CompletionScore, classes: [Double])] {
    let plain = CompletionScorer(model: model)
    guard let scorer else {
      return try plain.score(examples.map { ($0.prompt, $0.completion) }).map { ($0, []) }
    }
    var found = zip(labels, try scorer.score(examples.map(\.prompt))).map { label, scores in
      (completion: scores[label], classes: scores.map(\.logProbability))
    }
    // Classes start after an end-of-text token where the prompt is empty; completions do not.
    for (index, example) in examples.enumerated() where example.prompt.isEmpty {
      found[index].completion = try plain.score([([], example.completion)])[0]
    }
    return found
  }

  private struct Example {
    var prompt: [Int32]
    let completion: [Int32]
    /// Of both, before the prompt was shortened.
    let tokenCount: Int
    var isShortened = false

    init(prompt: [Int32], completion: [Int32]) {
      self.prompt = prompt
      self.completion = completion
      tokenCount = prompt.count + completion.count
    }
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
