// SPDX-License-Identifier: Apache-2.0

package import EvaluationMetrics
package import Reports

/// What a classifier said about rows whose class is known.
package struct ClassificationPredictions: Sendable, Equatable {
  /// Every class that is a label, a prediction or has scores.
  package let classes: ClassList
  /// [rows] The true class.
  package let labels: [Int]
  /// [rows] The predicted class: the one with the highest score where there are scores.
  package let predictions: [Int]
  /// [rows x classes] The probability of each class; nil when only predictions are known.
  package let scores: ScoreMatrix?
  /// [rows] What was asked, for people to read; nil when it is not known.
  package var prompts: [String]?
  /// [rows] A part of the data each row belongs to, such as a language; nil when nobody asked.
  package var slices: [String]?
  /// [rows] The tokens of the true completion as a model scored them; nil when it is not known.
  package var tokens: [[ReportToken]]?
  /// [rows] Each row's number in the file, where rows were left out; nil when it is its place.
  package var numbers: [Int]?
  /// [rows] The line of its file where each row begins, from 1; nil when it is not known.
  package var lines: [Int]?
  /// What makes figures doubtful, in words.
  package var doubts: [String] = []
  /// Rows whose prompt was too long for the model and lost tokens.
  package var shortenedRows = 0

  /// Predictions with the probability of every class.
  package init(classes: ClassList, labels: [Int], scores: ScoreMatrix, prompts: [String]? = nil) {
    self.classes = classes
    self.labels = labels
    self.predictions = scores.mostLikely
    self.scores = scores
    self.prompts = prompts
  }

  /// Predictions without probabilities, by name.
  package init(labels: [String], predictions: [String], prompts: [String]? = nil) {
    let classes = ClassList(labels + predictions)
    self.init(
      classes: classes, labels: labels.compactMap(classes.index),
      predictions: predictions.compactMap(classes.index), scores: nil, prompts: prompts)
  }

  private init(
    classes: ClassList, labels: [Int], predictions: [Int], scores: ScoreMatrix?, prompts: [String]?
  ) {
    self.classes = classes
    self.labels = labels
    self.predictions = predictions
    self.scores = scores
    self.prompts = prompts
  }

  package var count: Int { labels.count }

  /// The same rows with other probabilities.
  func with(scores: ScoreMatrix) -> ClassificationPredictions {
    var result = ClassificationPredictions(
      classes: classes, labels: labels, scores: scores, prompts: prompts)
    result.slices = slices
    result.tokens = tokens
    result.numbers = numbers
    return result
  }

  /// The same with other names for the classes; unchanged where they would not stay different.
  func renamed(_ name: (String) -> String) -> ClassificationPredictions {
    let names = classes.names.map(name)
    let list = ClassList(names)
    guard names != classes.names, list.count == classes.count else { return self }
    let places = names.map { list.index(of: $0) ?? 0 }
    var result = ClassificationPredictions(
      classes: list, labels: labels.map { places[$0] }, predictions: predictions.map { places[$0] },
      scores: scores.map { $0.moved(to: places) }, prompts: prompts)
    result.slices = slices
    result.tokens = tokens
    result.numbers = numbers
    result.doubts = doubts
    result.shortenedRows = shortenedRows
    return result
  }

  /// The number that a row has in the file.
  package func number(of row: Int) -> Int { numbers?[row] ?? row }

  /// [rows] Whether the prediction is the label.
  package var hits: [Bool] { zip(labels, predictions).map { $0 == $1 } }

  /// The same rows with one more class that no row has. Only without scores, where the rows do not
  /// say which classes there are.
  func adding(_ name: String) -> ClassificationPredictions {
    let wider = ClassList(classes.names + [name])
    func places(_ indices: [Int]) -> [Int] {
      indices.compactMap { wider.index(of: classes[$0]) }
    }
    var result = ClassificationPredictions(
      classes: wider, labels: places(labels), predictions: places(predictions), scores: nil,
      prompts: prompts)
    result.slices = slices
    result.numbers = numbers
    return result
  }
}

extension ScoreMatrix {
  /// The same probabilities with each class at another place.
  fileprivate func moved(to places: [Int]) -> ScoreMatrix {
    var values = values
    for row in 0..<rowCount {
      for (old, new) in places.enumerated() { values[row * classCount + new] = self[row, old] }
    }
    return ScoreMatrix(values: values, classCount: classCount)
  }
}
