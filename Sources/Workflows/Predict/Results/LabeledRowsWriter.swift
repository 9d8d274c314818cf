// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Reports
import Tables

/// Writes labeled rows beside the columns that they had.
package final class LabeledRowsWriter {
  /// Takes bytes of the result as they come.
  package typealias Sink = ([UInt8]) throws(AssayError) -> Void

  private let form: ResultForm
  private let predicting: Predicting
  private let columns: ResultColumns
  private let sink: Sink
  private let values: ResultValues
  private var rows = 0
  /// Rows of a workbook, which is written when all are there.
  private var cells: [[RowsWorkbook.Cell]] = []

  package init(
    _ form: ResultForm, of predicting: Predicting, columns: ResultColumns, sink: @escaping Sink
  ) {
    self.form = form
    self.predicting = predicting
    self.columns = columns
    self.sink = sink
    values = ResultValues(predicting, columns)
  }

  package func write(_ row: LabeledRow) throws(AssayError) {
    if rows == 0 { try sink(head) }
    rows += 1
    switch form {
    case .csv, .tsv: try sink(delimited(values.texts(of: row)))
    case .jsonl: try sink(values.json(of: row) + [UInt8(ascii: "\n")])
    case .json: try sink(Array((rows == 1 ? "\n  " : ",\n  ").utf8) + values.json(of: row))
    case .xlsx:
      guard rows <= RowsWorkbook.mostRows else {
        throw AssayError(
          "a sheet of a workbook has at most \(RowsWorkbook.mostRows) rows below its header",
          remedy: "Write another form: --format csv")
      }
      cells.append(values.cells(of: row))
    case .text: try sink(Array(values.line(of: row).utf8))
    }
  }

  /// Ends the result.
  package func finish() throws(AssayError) {
    if rows == 0 { try sink(head) }
    switch form {
    case .json: try sink(Array("\n]\n".utf8))
    case .xlsx: try sink(try RowsWorkbook.render(columns: names, rows: cells))
    case .csv, .tsv, .jsonl, .text: break
    }
  }

  private var names: [String] { values.ownNames + columns.all }

  private var head: [UInt8] {
    switch form {
    case .csv, .tsv: delimited(names)
    case .json: [UInt8(ascii: "[")]
    case .jsonl, .xlsx, .text: []
    }
  }

  private func delimited(_ fields: [String]) -> [UInt8] {
    let separator = form == .tsv ? "\t" : ","
    return Array((fields.map { quoted($0) }.joined(separator: separator) + "\r\n").utf8)
  }

  /// A field with quotes where the form needs them.
  private func quoted(_ text: String) -> String {
    let special: [UInt8] = [0x22, 0x0A, 0x0D, form == .tsv ? 0x09 : 0x2C]
    guard text.utf8.contains(where: special.contains) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
