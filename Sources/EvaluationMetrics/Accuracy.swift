// SPDX-License-Identifier: Apache-2.0

/// The share of right predictions.
package enum Accuracy {
  /// Rows whose prediction is the label, over all rows.
  package static func plain(_ counts: ClassCounts) -> Figure {
    guard counts.total > 0 else { return .undefined("there are no rows") }
    return .value(counts.correct.reduce(0, +) / counts.total)
  }

  /// The mean recall of the classes that are a label of some row.
  package static func balanced(_ counts: ClassCounts) -> Figure {
    let recalls = counts.labeled.indices.filter { counts.labeled[$0] > 0 }
      .map { counts.correct[$0] / counts.labeled[$0] }
    guard !recalls.isEmpty else { return .undefined("there are no rows") }
    return .value(recalls.reduce(0, +) / Double(recalls.count))
  }
}
