// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
import EvaluationMetrics
package import LanguageModel
import Reports
package import Training

/// Runs a model over prompts whose completions are known.
package struct ModelEvaluator {
  private let model: GPT2Model
  private let encode: (String) -> [Int32]
  private let decode: (Int32) -> String
  /// From which side prompts that are too long are cut.
  private let side: TruncationSide
  /// Called with rows done and rows in all.
  private let progress: (Int, Int) -> Void

  /// Rows between two reports of progress.
  private static let rowsAtATime = 256

  /// - Parameters:
  ///   - encode: text to tokens; prompt and completion are given to it apart.
  ///   - decode: a token's text for people.
  ///   - truncationSide: from which side prompts that are too long are cut; nil is the usual one.
  package init(
    model: GPT2Model, encode: @escaping (String) -> [Int32],
    decode: @escaping (Int32) -> String, truncationSide: TruncationSide? = nil,
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.model = model
    self.encode = encode
    self.decode = decode
    side = truncationSide ?? .usual(forHead: model.configuration.isClassifier)
    self.progress = progress
  }

  /// Evaluates the rows; with `classes`, each row's prompt is also classified among them and the
  /// rows' completions, in the same pass. A model with a classification head tells its own classes
  /// apart, whatever `classes` says.
  /// - Throws: `AssayError` when a completion does not fit into the model, or is none of the classes
  ///   of its head.
  package func evaluate(
    _ rows: PromptRows, classes: [String]?
  ) throws(AssayError) -> ModelEvaluation {
    guard !model.configuration.isClassifier else { return try classify(rows) }
    let list = classes.map { ClassList($0 + rows.completions) }
    let labels = list.map { rows.completions.compactMap($0.index) }
    let scorer = try list.map { list throws(AssayError) in
      try LabelScorer(model: model, labels: list.names.map(encode))
    }
    let examples = try tokenize(rows, longest: scorer?.longestLabel ?? 0)
    var figures = CompletionFigures()
    var scores: [[Double]] = []
    for part in examples.indices.chunks(ofCount: Self.rowsAtATime) {
      let found = try score(examples[part], scorer, labels: labels?[part] ?? [])
      for (example, found) in zip(examples[part], found) {
        figures.add(found.completion, texts: example.completion.map(decode))
        if scorer != nil { scores.append(found.classes) }
      }
      progress(part.upperBound, examples.count)
    }
    return ModelEvaluation(
      rows: rows, completions: figures,
      predictions: list.map {
        predictions(rows, $0, labels: labels ?? [], scores: scores, tokens: figures.tokens)
      },
      shortenedRows: examples.count { $0.isShortened }, lostPart: side.lostPart,
      tokenCounts: examples.map(\.tokenCount))
  }

  /// The answers of a classification head.
  private func classify(_ rows: PromptRows) throws(AssayError) -> ModelEvaluation {
    let scorer = try ClassScorer(model: model)
    let list = ClassList(scorer.classes)
    let columns = list.names.indices.map { place in
      scorer.classes.firstIndex { list.index(of: $0) == place } ?? 0
    }
    let labels = try rows.labels(among: list)
    let positions = model.configuration.positions
    let prompts = rows.prompts.map(encode)
    var scores: [[Double]] = []
    for part in prompts.indices.chunks(ofCount: Self.rowsAtATime) {
      let texts = prompts[part].map { side.cut($0, to: positions) }
      scores += try scorer.logProbabilities(texts).map { row in columns.map { row[$0] } }
      progress(part.upperBound, prompts.count)
    }
    return ModelEvaluation(
      rows: rows, completions: CompletionFigures(),
      predictions: predictions(rows, list, labels: labels, scores: scores, tokens: nil),
      shortenedRows: prompts.count { $0.count > positions }, lostPart: side.lostPart,
      tokenCounts: prompts.map(\.count))
  }

  private func predictions(
    _ rows: PromptRows, _ classes: ClassList, labels: [Int], scores: [[Double]],
    tokens: [[ReportToken]]?
  ) -> ClassificationPredictions {
    var predictions = ClassificationPredictions(
      classes: classes, labels: labels,
      scores: ScoreMatrix(logProbabilities: scores, classCount: classes.count),
      prompts: rows.prompts)
    predictions.slices = rows.slices
    predictions.tokens = tokens
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
      (completion: scores[label], classes: scorer.answerLogProbabilities(scores))
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

  /// Tokens of all rows; where prompt and completion are too long, the prompt loses some.
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
          "the completion of row \(row + 1), or a class, has more tokens than the model has positions"
            + " (\(positions))", remedy: "Shorten it or choose a model with more positions")
      }
      if example.prompt.count > room {
        example.prompt = side.cut(example.prompt, to: room)
        example.isShortened = true
      }
      examples.append(example)
    }
    return examples
  }
}
