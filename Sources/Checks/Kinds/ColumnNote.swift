// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Something that the reader noted about cells of the prompts or of the completions: dates, which
/// spreadsheet programs make of texts such as `1-2` or `MAR1`, or numbers that are shown otherwise.
struct ColumnNote: Check {
  static let kind = "column-note"
  static let formerKinds = ["date-cell"]
  static let holes = ["example"]
  let note: ReadingNote.Kind

  var isAboutFile: Bool { true }

  /// Dates are meant where nothing is said, as by the older name of this kind.
  init(_ parameters: inout Parameters) throws(AssayError) {
    note = try parameters.optionalChoice("note") ?? .dateCell
  }

  func isNeeded(_ profile: Profile) -> Bool { false }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Field.allCases.compactMap { field in
      guard let column = profile.column(of: field),
        let note = profile.notes.first(where: { $0.kind == self.note && $0.detail == column })
      else { return nil }
      let lines = note.lines.isEmpty ? note.rows.map { $0 + 1 } : note.lines
      let places = zip(note.rows, lines).prefix(Finding.shownPlaces).map {
        Finding.Place(row: $0, line: $1)
      }
      return Conclusion(field, places: places, rows: note.count, values: ["example": note.example])
    }
  }
}
