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
      let lines = note.lines.isEmpty ? note.rows.map { $0 + 1 } : note.lines
      let places = zip(note.rows, lines).prefix(Finding.shownPlaces).map {
        Finding.Place(row: $0, line: $1)
      }
      return Conclusion(field, places: places, rows: note.count)
    }
  }
}
