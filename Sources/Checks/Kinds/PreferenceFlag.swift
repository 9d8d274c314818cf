// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A column says of each completion whether it is a good one: preferences as for KTO. All would be
/// learned as good.
struct PreferenceFlag: Check {
  static let kind = "preference-flag"
  static let holes = ["column"]
  private let columns: [String]

  init(_ parameters: inout Parameters) throws(AssayError) {
    columns = try parameters.strings("columns")
  }

  var isAboutFile: Bool { true }

  var analyzers: [any Analyzer] { [LeftOutColumns()] }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let flagged = (profile[LeftOutColumns.self] ?? []).first { column in
      columns.contains(column.name.lowercased()) && column.refusals > 0
        && column.flags == column.filled
    }
    guard let flagged else { return [] }
    return [Conclusion(rows: flagged.refusals, values: ["column": quoted(flagged.name.utf8)])]
  }
}
