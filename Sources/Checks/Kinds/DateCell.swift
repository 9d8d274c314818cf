// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Cells of a workbook's prompts or completions that hold a date: spreadsheet programs make dates of
/// texts such as `1-2` or `MAR1` as they are typed.
struct DateCell: Check {
  static let kind = "date-cell"

  var isAboutFile: Bool { true }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Field.allCases.compactMap { field in
      guard let column = profile.column(of: field),
        let note = profile.notes.first(where: { $0.kind == .dateCell && $0.detail == column })
      else { return nil }
      // The note has the line of its first row; the rows below follow it without a gap.
      let first = note.location
      let offset = (first.line ?? 1) - (first.row ?? 0)
      let places = note.rows.prefix(Finding.shownPlaces).map {
        Finding.Place(row: $0, line: $0 + offset)
      }
      return Conclusion(field, places: Array(places), rows: note.count)
    }
  }
}
