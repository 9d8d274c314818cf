// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import BitCollections
package import Checks
package import Dataset
import Platform
package import Records
import Reports
import Tables

/// The texts of a few rows of a file, read again for those who want to see them.
package struct Excerpts: Sendable {
  private var columns: [String] = []
  private let names: ColumnNames
  private var texts: [Int: [Field: [UInt8]]] = [:]
  private var keys: [Int: RowKey] = [:]
  private var repeated: RepeatedRows?

  /// Reads the file up to the last row that is shown.
  /// - Parameters:
  ///   - places: how many places of each finding are shown.
  ///   - maskers: what hides private texts.
  package init(
    for report: LintReport, of source: any RowSource, names: ColumnNames, places: Int,
    maskers: [TextMasker]
  ) throws(AssayError) {
    let names = report.profile?.names ?? names.read(from: source.format)
    self.names = names
    let wanted = BitSet(
      report.findings.lazy.flatMap { $0.places.prefix(places) }.map(\.row))
    guard !wanted.isEmpty else { return }
    var repeated = RepeatedRows(report.findings, places: places)
    var reader = try source.open()
    var left = wanted.count
    while left > 0, let rows = try reader.next() {
      columns = rows.columns
      let batch = RecordBatch(rows, names: names)
      batch.visit { record in
        guard wanted.contains(record.number) else { return }
        left -= 1
        repeated.learn(record)
        keys[record.number] = RowKey(rows[record.number - rows.firstRow], in: batch)
        for field in Field.allCases where record.chat == nil {
          texts[record.number, default: [:]][field] = maskers.reduce(
            Array(record.text(of: field))
          ) { $1.masked($0) }
        }
      }
    }
    try repeated.find(in: source, names)
    self.repeated = repeated
  }

  /// In words, which earlier row another repeats; nil where it repeats none, or that is not known.
  func repeats(row: Int) -> String? {
    repeated?.place(repeatedBy: row).map { place in
      "as row \(place.rowInFile + 1) on line \(place.line)"
        + (place.origin.map { " of \($0.file)" } ?? "")
    }
  }

  /// The field that a finding's column was read for.
  func field(ofColumn name: String?) -> Field? {
    Field.allCases.first { field in
      let column = names.index(of: field, in: columns).map { columns[$0] }
      return name != nil && (column ?? field.rawValue) == name
    }
  }

  /// The name of the column that a field was read from, cut to a number of terminal columns.
  func name(of field: Field, room: Int = 32) -> String {
    let column = names.index(of: field, in: columns).map { columns[$0] } ?? field.rawValue
    let name = VisibleText.escaped(column)
    return TerminalWidth.cut(name, to: room)
  }

  /// The letters of a field's column in a spreadsheet program.
  func letters(of field: Field) -> String? {
    guard var number = names.index(of: field, in: columns).map({ $0 + 1 }) else { return nil }
    var letters = ""
    while number > 0 {
      letters = String(UnicodeScalar(UInt8(0x41 + (number - 1) % 26))) + letters
      number = (number - 1) / 26
    }
    return letters
  }

  /// The text of a field of a row.
  func text(row: Int, _ field: Field) -> [UInt8]? { texts[row]?[field] }

  /// What the row says, as a number.
  func key(row: Int) -> RowKey? { keys[row] }
}
