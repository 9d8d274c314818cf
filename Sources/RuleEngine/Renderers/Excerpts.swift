// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Tables

/// The texts of a few rows of a file, read again for those who want to see them.
package struct Excerpts: Sendable {
  /// How many places of a finding are shown.
  package static let shownPlaces = 3

  private var texts: [Int: [Field: [UInt8]]] = [:]

  /// Reads the file up to the last row that is shown.
  package init(
    for report: LintReport, of source: any RowSource, names: ColumnNames
  ) throws(AssayError) {
    let wanted = RowSet(
      report.findings.lazy.flatMap { $0.places.prefix(Self.shownPlaces) }.map(\.row))
    guard !wanted.isEmpty else { return }
    var reader = try source.open()
    while texts.count < wanted.count, let rows = try reader.next() {
      RecordBatch(rows, names: names).visit { record in
        guard wanted.contains(record.number) else { return }
        texts[record.number] = [
          .prompt: Array(record.prompt), .completion: Array(record.completion),
        ]
      }
    }
  }

  /// The text of a field of a row.
  func text(row: Int, _ field: Field) -> [UInt8]? { texts[row]?[field] }
}
