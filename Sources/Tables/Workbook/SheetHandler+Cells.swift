// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The cells of a sheet: what each holds, and what is odd about it.
extension SheetHandler {
  func startCell(_ element: XMLElement) {
    let reference = element.attribute("r")
    column = reference.map { SheetHandler.column(of: $0) } ?? column + 1
    type = element.attribute("t") ?? "n"
    style = element.attribute("s").flatMap { Int($0) } ?? 0
    value.removeAll(keepingCapacity: true)
    (hasFormula, hasValue) = (false, false)
    inlineText.clear()
    if column < 0 { fail(malformed("a cell has the reference '\(reference ?? "")'")) }
    if column >= limits.columns {
      fail(.tooManyColumns(file: sink.file, line: rowNumber, limit: limits.columns))
    }
  }

  /// 27 for `AB12`; -1 when it has no letters.
  static func column(of reference: String) -> Int {
    var column = 0
    for byte in reference.utf8 {
      let upper = byte & 0xDF
      guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= upper, column < 1 << 20 else { break }
      column = column * 26 + Int(upper - UInt8(ascii: "A")) + 1
    }
    return column - 1
  }

  func endCell() {
    // An empty text is a value; an empty number is none.
    if hasFormula, !hasValue || value.isEmpty && type == "n" { noteFormula() }
    switch type {
    case "s": addShared()
    case "inlineStr": add(inlineText.decoded, .text)
    case "str": if !value.isEmpty { add(WorkbookText.decode(value), .text) }
    case "b": if !value.isEmpty { add(Array((value == [0x31] ? "TRUE" : "FALSE").utf8), .boolean) }
    case "e": add(value, .error)
    case "d": add(value, .text)
    default: if !value.isEmpty { addNumber() }
    }
  }

  func noteFormula() {
    let row = dataRow
    let location = Location(file: sink.file, row: row, line: rowNumber)
    sink.notes.add(.formulaWithoutValue, at: location, row: row)
  }

  /// The number of the row under way; nil above the rows.
  var dataRow: Int? { headerRow.map { rowNumber - $0 - 1 - repeatedHeaders } }

  /// Notes something about the cell under way.
  private func note(_ kind: ReadingNote.Kind, example: String = "") {
    guard let row = dataRow, column < sink.columns.count else { return }
    let name = sink.columns[column]
    let location = Location(file: sink.file, row: row, line: rowNumber, field: name)
    sink.notes.add(kind, name, at: location, row: row, example: example)
  }

  /// A number that the sheet shows otherwise than it is read.
  private func noteFormat(_ number: Double, as text: String) {
    guard let format = formats.format(style) else { return }
    let shown = format.shown(number)
    guard shown != text else { return }
    note(
      .formattedNumber,
      example: shown.map { "`\(text)` is shown as `\($0)`" }
        ?? "`\(text)` is shown by the format `\(format.code)`")
  }

  func hideColumns(_ element: XMLElement) {
    guard let first = element.attribute("min").flatMap({ Int($0) }),
      let last = element.attribute("max").flatMap({ Int($0) }), 1...last ~= first
    else { return }
    hiddenColumns.append(first - 1...last - 1)
  }

  private func add(_ text: [UInt8], _ kind: CellKind) {
    rowBytes += text.count
    if rowBytes > limits.rowBytes {
      fail(.rowTooLong(file: sink.file, line: rowNumber, limit: limits.rowBytes))
    }
    cells.append(SheetCellValue(column: column, text: text, kind: kind))
  }

  private func addShared() {
    guard !value.isEmpty else { return }
    let index = Int(String(decoding: value, as: UTF8.self)) ?? -1
    if !strings.with(index, { add(Array($0), .text) }) {
      fail(malformed("a cell refers to a text that the workbook does not have"))
    }
  }

  private func addNumber() {
    let isShort = value.count <= 15 && value[0] != UInt8(ascii: "0")
    let dateStyle = dates.style(style)
    if dateStyle == .number, formats.format(style) == nil, isShort,
      value.allSatisfy({ 0x30...0x39 ~= $0 })
    {
      return add(value, .number)
    }
    let text = String(decoding: value, as: UTF8.self)
    guard let number = Double(text) else { return add(value, .text) }
    if dateStyle != .number, let date = dates.text(number, style: dateStyle) {
      note(.dateCell)
      return add(Array(date.utf8), .text)
    }
    let shortest = SheetHandler.shortest(number)
    noteFormat(number, as: shortest)
    add(Array(shortest.utf8), .number)
  }

  /// 3 and not 3.0; 0.1 and not 0.10000000000000001.
  static func shortest(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
