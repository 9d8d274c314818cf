// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// The figures of one part of the data.
package struct Slice: Sendable, Equatable {
  package let name: String
  package let count: Int
  package let accuracy: Double
  package let macroF1: Double
  package let weightedF1: Double

  /// One slice for each name that `predictions.slices` holds, sorted by code point.
  static func all(of predictions: ClassificationPredictions) -> [Slice] {
    guard let slices = predictions.slices else { return [] }
    let groups = Dictionary(grouping: slices.indices) { ExactName(slices[$0]) }
    return groups.keys.sorted().compactMap { name in
      groups[name].flatMap { Slice(name.text, rows: $0, of: predictions) }
    }
  }

  private init?(_ name: String, rows: [Int], of predictions: ClassificationPredictions) {
    let counts = ClassCounts(
      labels: rows.map { predictions.labels[$0] },
      predictions: rows.map { predictions.predictions[$0] },
      classCount: predictions.classes.count)
    guard let accuracy = Accuracy.plain(counts).value,
      let macro = PrecisionRecallF.averaged(counts, .macro),
      let weighted = PrecisionRecallF.averaged(counts, .weighted)
    else { return nil }
    self.name = name
    count = rows.count
    self.accuracy = accuracy
    macroF1 = macro.f
    weightedF1 = weighted.f
  }
}
