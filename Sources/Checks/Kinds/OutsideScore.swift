// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Dataset
import Records

/// Rows to which another tool gave a low score, such as the label quality of a noise finder.
struct OutsideScore: RowCheck {
  static let kind = "outside-score"
  static let holes = ["column", "minimum"]
  private let limit: ScoreLimit

  init(_ parameters: inout Parameters) throws(AssayError) {
    let text = try parameters.string("minimum")
    guard let minimum = Double(text) else {
      throw parameters.error("`minimum` must be a number")
    }
    limit = ScoreLimit(column: try parameters.string("column"), minimum: minimum)
  }

  var analyzers: [any Analyzer] { [LowScores(limit)] }

  func rows(_ profile: Profile) -> BitSet {
    profile[LowScores.self]?[limit] ?? BitSet()
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let values = ["column": quoted(limit.column.utf8), "minimum": "\(limit.minimum)"]
    return Conclusion(tally, nil, values: values).map { [$0] } ?? []
  }
}
