// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Reports

/// Writes converted rows in the form of a file.
final class ConvertedRowsWriter {
  private let form: ConvertedForm
  /// The columns of a table.
  private let columns: [String]
  private let sink: ([UInt8]) throws(AssayError) -> Void
  private(set) var rows = 0
  /// Rows of a workbook, which is written when all are there.
  private var cells: [[RowsWorkbook.Cell]] = []
  /// What a cell of a workbook can hold.
  private static let longestCell = 32_767

  init(
    _ form: ConvertedForm, columns: [String],
    sink: @escaping ([UInt8]) throws(AssayError) -> Void
  ) {
    self.form = form
    self.columns = columns
    self.sink = sink
  }

  /// - Parameter place: where the row stands in its file, for errors.
  func write(_ row: JSONObject, at place: Location) throws(AssayError) {
    if rows == 0 { try sink(head) }
    rows += 1
    switch form {
    case .jsonl: try sink(Self.json(row) + [UInt8(ascii: "\n")])
    case .json: try sink(Array((rows == 1 ? "\n  " : ",\n  ").utf8) + Self.json(row))
    case .csv, .tsv: try sink(line(columns.map { Self.text(row[$0]) }))
    case .xlsx: try addToWorkbook(row, at: place)
    case .txt: try sink(Array((Self.text(row["text"]) + "\n").utf8))
    }
  }

  /// Ends the file.
  func finish() throws(AssayError) {
    if rows == 0 { try sink(head) }
    switch form {
    case .json: try sink(Array("\n]\n".utf8))
    case .xlsx: try sink(try RowsWorkbook.render(columns: columns, rows: cells))
    case .jsonl, .csv, .tsv, .txt: break
    }
  }

  private var head: [UInt8] {
    switch form {
    case .csv, .tsv: line(columns)
    case .json: [UInt8(ascii: "[")]
    case .jsonl, .xlsx, .txt: []
    }
  }

  private func addToWorkbook(_ row: JSONObject, at place: Location) throws(AssayError) {
    guard rows <= RowsWorkbook.mostRows else {
      throw AssayError(
        "a sheet of a workbook has at most \(RowsWorkbook.mostRows) rows below its header",
        at: place, remedy: "Write another form, such as .jsonl")
    }
    let texts = columns.map { Self.text(row[$0]) }
    if let column = texts.firstIndex(where: { $0.utf16.count > Self.longestCell }) {
      throw AssayError(
        "a cell of a workbook holds at most \(Self.longestCell) characters",
        at: Location(file: place.file, row: place.row, line: place.line, field: columns[column]),
        remedy: "Write another form, such as .jsonl")
    }
    cells.append(texts.map { $0.isEmpty ? .blank : .text($0) })
  }

  private static func json(_ row: JSONObject) -> [UInt8] {
    var bytes: [UInt8] = []
    JSONValue.object(row).write(to: &bytes)
    return bytes
  }

  /// A value as a cell of a table: lists and objects as their JSON.
  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: ""
    case .string(let text)?: text
    case let value?: value.text()
    }
  }

  private func line(_ fields: [String]) -> [UInt8] {
    let separator = form == .tsv ? "\t" : ","
    return Array((fields.map(quoted).joined(separator: separator) + "\r\n").utf8)
  }

  /// A field with quotes where the form needs them.
  private func quoted(_ text: String) -> String {
    let special: [UInt8] = [0x22, 0x0A, 0x0D, form == .tsv ? 0x09 : 0x2C]
    guard text.utf8.contains(where: special.contains) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
