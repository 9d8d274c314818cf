// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Columns that are neither prompt nor completion.
struct ExtraColumns: Check {
  static let kind = "extra-columns"
  static let holes = ["columns"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let used = Field.allCases.compactMap { profile.names.index(of: $0, in: profile.columns) }
    let extra = profile.columns.indices.filter { !used.contains($0) }.map { profile.columns[$0] }
    guard !extra.isEmpty, profile.task != .chat else { return [] }
    let names = extra.map { quoted($0.utf8) }.joined(separator: ", ")
    let columns = (extra.count == 1 ? "the column " : "the columns ") + names
    return [Conclusion(values: ["columns": columns])]
  }
}
