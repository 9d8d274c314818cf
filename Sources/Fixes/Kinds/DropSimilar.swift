// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Checks
import Records

/// Leaves out rows that are, or nearly are, an earlier row.
struct DropSimilar: Fix {
  /// How much the rows are alike.
  enum Likeness: String, CaseIterable {
    case normalized, near
  }

  static let kind = "drop-similar"
  let likeness: Likeness

  init(_ parameters: inout Parameters) throws(AssayError) {
    likeness = try parameters.choice("likeness")
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let found =
      likeness == .normalized
      ? profile[NormalizedDuplicates.self] : profile[NearDuplicates.self]?.rows
    guard let rows = found, !rows.isEmpty else { return nil }
    let title =
      likeness == .normalized
      ? "drop rows that repeat an earlier row but for case and space"
      : "drop rows that nearly repeat an earlier row"
    return FixStep(.dropRows, title) { record in
      record.isDropped = rows.contains(record.number)
      return record.isDropped
    }
  }
}
