// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Tables

/// The texts of a few rows of a file, read again for those who want to see them.
package struct Excerpts: Sendable {
  private var texts: [Int: [Field: [UInt8]]] = [:]
  private var keys: [Int: RowKey] = [:]

  /// Reads the file up to the last row that is shown.
  /// - Parameter places: how many places of each finding are shown.
  package init(
    for report: LintReport, of source: any RowSource, names: ColumnNames, places: Int
  ) throws(AssayError) {
    let wanted = RowSet(
      report.findings.lazy.flatMap { $0.places.prefix(places) }.map(\.row))
    guard !wanted.isEmpty else { return }
    var reader = try source.open()
    while texts.count < wanted.count, let rows = try reader.next() {
      let batch = RecordBatch(rows, names: names)
      batch.visit { record in
        guard wanted.contains(record.number) else { return }
        texts[record.number] = [
          .prompt: Array(record.prompt), .completion: Array(record.completion),
        ]
        keys[record.number] = RowKey(rows[record.number - rows.firstRow], in: batch)
      }
    }
  }

  /// The text of a field of a row.
  func text(row: Int, _ field: Field) -> [UInt8]? { texts[row]?[field] }

  /// What the row says, as a number.
  func key(row: Int) -> RowKey? { keys[row] }
}
