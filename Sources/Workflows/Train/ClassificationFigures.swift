// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import EvaluationMetrics
import LanguageModel
import Platform
import Tokenizer
import Training

/// What is asked of the classification columns of `results.csv`.
package struct ClassificationRequest: Codable, Sendable, Equatable {
  /// The number of classes that are expected; nil takes any.
  package var classCount: Int?
  /// The class that precision, recall and F scores are about.
  package var positiveClass: String?
  /// The betas of F scores for two classes.
  package var betas: [Double] = [1]

  package init() {}

  /// What is wrong with it, in the words of the command line; nil when nothing is.
  package var fault: String? {
    if classCount ?? 2 < 2 { return "--classification-n-classes must be at least 2" }
    let isFine = betas.allSatisfy { $0.isFinite && $0 > 0 }
    return isFine ? nil : "--classification-betas must be positive"
  }
}

/// The classification columns of `results.csv`: every class of training and validation file is
/// scored over all its tokens, or by the model's head, for every row of the validation file.
struct ClassificationFigures {
  private let classes: ClassList
  private let labelTokens: [[Int32]]
  /// For each class its row of a classification head; empty without one.
  private let headRows: [Int]
  private let prompts: [[Int32]]
  private let labels: [Int]
  private let options: EvaluationOptions
  /// Keys of the evaluation and the names of their columns.
  private let figures: [(key: String, column: String)]

  /// - Throws: `AssayError` when the data are no classes, or not as many as expected.
  init(
    _ asked: ClassificationRequest, training: TrainingData, validation: TrainingData,
    tokenizer: TextTokenizer, head: ClassHead? = nil, endToken: Int32
  ) throws(AssayError) {
    let names = head?.classes ?? (training.classes + validation.classes).map(\.completion)
    let classes = ClassList(names)
    try Self.check(classes, asked, training: training, validation: validation)
    self.classes = classes
    let headRows = head.map { Self.rows(of: classes, in: $0) }
    self.headRows = headRows ?? []
    let labelTokens = headRows?.map { [Int32($0)] } ?? classes.names.map(tokenizer.encode)
    self.labelTokens = labelTokens
    prompts = validation.examples.map(\.prompt)
    labels = try Self.labels(of: validation, among: labelTokens, endToken: endToken)
    var options = EvaluationOptions()
    options.positiveClass = asked.positiveClass
    options.betas = asked.betas
    self.options = options
    figures = Self.figures(classCount: classes.count, betas: asked.betas)
  }

  /// The columns in their order.
  var columns: [String] { figures.map { "classification/\($0.column)" } }

  /// One figure a column; nil where it is undefined.
  func measure(_ model: GPT2Model) throws(AssayError) -> [Double?] {
    let rows = try logProbabilities(by: model)
    let scores = ScoreMatrix(values: rows.flatMap(Self.softmax), classCount: classes.count)
    let evaluation = try ClassificationEvaluation(
      ClassificationPredictions(classes: classes, labels: labels, scores: scores),
      options: options)
    return figures.map { evaluation.figure($0.key)?.value }
  }

  /// [rows x classes]
  private func logProbabilities(by model: GPT2Model) throws(AssayError) -> [[Double]] {
    guard !headRows.isEmpty else {
      return try LabelScorer(model: model, labels: labelTokens).logProbabilities(prompts)
    }
    return try ClassScorer(model: model).logProbabilities(prompts).map { row in
      headRows.map { row[$0] }
    }
  }

  /// The row of each class in a head.
  private static func rows(of classes: ClassList, in head: ClassHead) -> [Int] {
    var rows = [Int](repeating: 0, count: classes.count)
    for (row, name) in head.classes.enumerated() { rows[classes.index(of: name) ?? 0] = row }
    return rows
  }

  private static func labels(
    of data: TrainingData, among classes: [[Int32]], endToken: Int32
  ) throws(AssayError) -> [Int] {
    // Those that begin another stand in the data with the end token.
    let forms = classes + classes.map { $0 + [endToken] }
    let places = Dictionary(zip(forms, forms.indices.map { $0 % classes.count })) { first, _ in
      first
    }
    let labels = data.examples.compactMap { places[$0.completion] }
    guard labels.count == data.examples.count else {
      throw AssayError(
        "a completion is none of the classes", at: Location(file: data.path),
        remedy: "Leave out --compute-classification-metrics, or prepare both files together")
    }
    return labels
  }

  private static func check(
    _ classes: ClassList, _ asked: ClassificationRequest, training: TrainingData,
    validation: TrainingData
  ) throws(AssayError) {
    let path = training.path
    guard classes.count >= 2 else {
      throw AssayError(
        "the completions are not classes", at: Location(file: path),
        remedy: "A class stands in two rows or more; leave out --compute-classification-metrics")
    }
    if let expected = asked.classCount, expected != classes.count {
      try checkValidation(validation, against: training, expected: expected)
      throw AssayError(
        "there are \(classes.count) classes, not \(expected): \(classes.summary)",
        at: Location(file: path),
        remedy: "Look for misspelled labels with assay lint, or correct --classification-n-classes")
    }
    if let positive = asked.positiveClass, classes.index(of: positive) == nil {
      throw AssayError(
        "the positive class '\(positive)' is none of the \(classes.count) classes",
        at: Location(file: path), remedy: "Spaces and case count")
    }
  }

  /// - Throws: `AssayError` when it is classes of the validation file alone that are too many.
  private static func checkValidation(
    _ validation: TrainingData, against training: TrainingData, expected: Int
  ) throws(AssayError) {
    let known = ClassList(training.classes.map(\.completion))
    let extra = validation.classes.first { known.index(of: $0.completion) == nil }
    guard known.count == expected, let extra else { return }
    throw AssayError(
      "the class '\(extra.completion)' is none of the \(expected) classes of \(training.path)",
      at: Location(file: validation.path),
      remedy: "Spaces and case count; prepare both files together, or leave the row out")
  }

  private static func figures(
    classCount: Int, betas: [Double]
  ) -> [(key: String, column: String)] {
    guard classCount == 2 else {
      return [("accuracy", "accuracy"), ("weighted_f1", "weighted_f1_score")]
    }
    let names = ["accuracy", "precision", "recall", "auroc", "auprc"]
    return names.map { ($0, $0) }
      + betas.map { beta in
        // The evaluation calls it f1, the column is f1.0.
        let name = "f\(beta)"
        return (name.hasSuffix(".0") ? String(name.dropLast(2)) : name, name)
      }
  }

  private static func softmax(_ logProbabilities: [Double]) -> [Double] {
    let top = logProbabilities.max() ?? 0
    let weights = logProbabilities.map { exp($0 - top) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
