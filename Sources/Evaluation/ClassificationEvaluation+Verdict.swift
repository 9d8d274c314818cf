// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Platform
import Reports

extension ClassificationEvaluation {
  /// What the figures come to: the accuracy with its interval and rows, how far it is from doing
  /// without, and where the classifier is weak.
  package var verdict: String {
    guard let accuracy = figure("accuracy")?.value else {
      return "There are no rows to judge by."
    }
    let rows = Verdict.counted(predictions.count, "row")
    let start = "Accuracy \(Verdict.value(accuracy, accuracyInterval)) on \(rows)"
    let sentences = ["\(start): \(distances(accuracy))", weakest, mostConfused].compactMap { $0 }
    return sentences.joined(separator: ". ") + "."
  }

  /// What the classifier is held against: the linear model first.
  var otherModels: [BaselineModel] { [linearModel, baselineModel].compactMap { $0 } }

  /// From resamples where there are some, else from the counts.
  var accuracyInterval: ConfidenceInterval? {
    intervals["accuracy"]
      ?? .share(predictions.hits.count { $0 }, of: predictions.count)
  }

  private func distances(_ accuracy: Double) -> String {
    var parts = [
      Verdict.distance(
        accuracy, from: baseline.accuracy, name: "always answering \(Verdict.name(baseline.name))")
    ]
    for other in otherModels {
      guard let value = other.value("accuracy") else { continue }
      parts.append(Verdict.distance(accuracy, from: value, name: other.name))
    }
    return parts.joined(separator: ", ")
  }

  /// The classes from the weakest to the strongest by F1; of equals, the one with more rows comes
  /// first, as more depends on it.
  var weakestFirst: [ClassRow] {
    NaturalOrder.sorted(perClass.map(\.name)).map { perClass[$0] }.enumerated()
      .sorted { one, other in
        let keys = [one, other].map { ($0.element.figures.f, -$0.element.support, $0.offset) }
        return keys[0] < keys[1]
      }.map(\.element)
  }

  private var weakest: String? {
    let classes = weakestFirst.filter { $0.figures.f < 1 }.prefix(3)
    guard perClass.count > 1 else { return nil }
    guard !classes.isEmpty else { return "Every row is right" }
    let names = classes.map {
      "\(Verdict.name($0.name)) (F1 \(NumberText.fixed($0.figures.f, digits: 3)))"
    }
    return "Weakest: \(names.joined(separator: ", "))"
  }

  private var mostConfused: String? {
    guard let first = confusions.first, first.rows.count > 1, perClass.count > 2 else { return nil }
    let names = [first.label, first.prediction].map { Verdict.name(predictions.classes[$0]) }
    return "Mixed up most: \(names[0]) taken for \(names[1]) in "
      + Verdict.counted(first.rows.count, "row")
  }
}
