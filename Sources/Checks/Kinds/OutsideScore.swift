// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Rows to which another tool gave a low score, such as the label quality of a noise finder.
struct OutsideScore: Check {
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

  var scoreLimit: ScoreLimit? { limit }

  func isNeeded(_ profile: Profile) -> Bool { !profile.lowScores.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.lowScores.contains(record.number) { tally.add(record, nil) }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let values = ["column": quoted(limit.column.utf8), "minimum": "\(limit.minimum)"]
    return Conclusion(tally, nil, values: values).map { [$0] } ?? []
  }
}
