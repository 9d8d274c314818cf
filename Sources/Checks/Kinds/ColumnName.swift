// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A column is found, but its name is not spelled exactly.
struct ColumnName: Check {
  /// How the name differs.
  enum Difference: String, CaseIterable {
    case space
    case letterCase = "case"
  }

  static let kind = "column-name"
  static let holes = ["column", "wanted"]
  let difference: Difference

  init(_ parameters: inout Parameters) throws(AssayError) {
    difference = try parameters.choice("difference")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Field.allCases.compactMap { field in
      let wanted = profile.names[field]
      guard let column = profile.column(of: field), column != wanted else { return nil }
      let hasSpace = Array(column.utf8.trimmed { $0.isWhitespace }).count != column.utf8.count
      guard hasSpace == (difference == .space) else { return nil }
      return Conclusion(
        field, values: ["column": quoted(column.utf8), "wanted": quoted(wanted.utf8)])
    }
  }
}
