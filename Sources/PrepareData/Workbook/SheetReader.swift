// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables

/// Reads the rows of a sheet and hands them on, cells in their columns, gaps filled.
struct SheetReader: XMLEvents {
  /// What the cells refer to.
  struct Context {
    var file: String
    var strings: [[UInt8]] = []
    var styles: [WorkbookStyles.Style] = []
    var startsIn1904 = false
  }

  private let context: Context
  private let take: (_ row: Int, _ cells: [SheetCell]) -> Void
  /// Why reading stopped.
  private(set) var failure: AssayError?

  private var depth = 0
  private var rowDepth: Int?
  private var rowNumber = 0
  private var nextRow = 1
  private var column = 0
  private var cells: [(column: Int, value: SheetCell)] = []
  private var cell = OpenCell()

  /// The cell being read.
  private struct OpenCell {
    var type = "n"
    var style = 0
    var value: [UInt8] = []
    var hasValue = false
    var isInValue = false
    var inline: RichText?
    var isInInline = false
  }

  init(context: Context, take: @escaping (_ row: Int, _ cells: [SheetCell]) -> Void) {
    self.context = context
    self.take = take
  }

  var isDone: Bool { failure != nil }

  // MARK: - Events

  mutating func start(_ element: XMLElement) {
    depth += 1
    guard let rowDepth else {
      if element.matches(WorkbookNames.main, "row") { startRow(element) }
      return
    }
    if cell.isInInline {
      cell.inline?.start(element)
      return
    }
    cell.isInValue = false
    switch depth - rowDepth {
    case 1: startCell(element)
    case 2: startPart(element)
    default: break
    }
  }

  mutating func end(_ element: XMLElement) {
    defer { depth -= 1 }
    guard let rowDepth else { return }
    switch depth - rowDepth {
    case 0: endRow()
    case 1: endCell()
    case 2:
      cell.isInValue = false
      cell.isInInline = false
    default:
      if cell.isInInline { cell.inline?.end() }
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if cell.isInValue {
      cell.value.append(contentsOf: bytes)
    } else if cell.isInInline {
      cell.inline?.text(bytes)
    }
  }

  // MARK: - Rows

  private mutating func startRow(_ element: XMLElement) {
    rowDepth = depth
    column = 0
    cells.removeAll(keepingCapacity: true)
    guard let number = element.attribute("r") else {
      rowNumber += 1
      return
    }
    if let value = Int(number) ?? Double(number).flatMap(Int.init(exactly:)) {
      rowNumber = value
    } else {
      fail("a row has the number `\(number)`")
    }
  }

  /// Rows that come too late are left out, and so are cells beyond the last one of the row.
  private mutating func endRow() {
    rowDepth = nil
    guard rowNumber >= nextRow else { return }
    nextRow = rowNumber + 1
    guard let width = cells.last?.column else { return take(rowNumber, []) }
    guard width > 0 else { return fail("a cell has no column") }
    var row = [SheetCell](repeating: .empty, count: width)
    for cell in cells where (1...width).contains(cell.column) { row[cell.column - 1] = cell.value }
    while row.last?.isBlank == true { row.removeLast() }
    take(rowNumber, row)
  }

  // MARK: - Cells

  private mutating func startCell(_ element: XMLElement) {
    cell = OpenCell()
    if let type = element.attribute("t") { cell.type = type }
    if let style = element.attribute("s"), !style.isEmpty { cell.style = Int(style) ?? 0 }
    guard let place = element.attribute("r"), !place.isEmpty else {
      column += 1
      return
    }
    guard let number = Self.column(of: place) else {
      return fail("a cell has the place `\(place)`")
    }
    column = number
  }

  private mutating func startPart(_ element: XMLElement) {
    if !cell.hasValue, element.matches(WorkbookNames.main, "v") {
      cell.hasValue = true
      cell.isInValue = true
    } else if cell.inline == nil, element.matches(WorkbookNames.main, "is") {
      cell.inline = RichText()
      cell.isInInline = true
    }
  }

  private mutating func endCell() {
    let value = value()
    // The values of shared strings are the only large ones; they are not copied.
    cells.append((column, value))
    cell.isInValue = false
  }

  private mutating func value() -> SheetCell {
    if cell.type == "inlineStr" { return .text(cell.inline?.bytes ?? []) }
    guard !cell.value.isEmpty else { return .empty }
    let text = String(decoding: cell.value, as: UTF8.self)
    switch cell.type {
    case "n": return number(text)
    case "s": return sharedString(text)
    case "b":
      guard let digits = PythonInteger.normalized(text) else { break }
      return .bool(digits != "0")
    case "e": return .error
    case "d":
      guard let date = WorkbookDate.text(iso: text) else { break }
      return .printed(date)
    default: return .text(cell.value)
    }
    fail("a cell of the type `\(cell.type)` holds `\(text)`")
    return .error
  }

  private mutating func sharedString(_ text: String) -> SheetCell {
    guard let digits = PythonInteger.normalized(text), var position = Int(digits) else {
      fail("a cell refers to the string `\(text)`")
      return .error
    }
    // Negative positions count from the end, as Python has it.
    if position < 0 { position += context.strings.count }
    guard context.strings.indices.contains(position) else {
      fail("a cell refers to the string \(text) of \(context.strings.count)")
      return .error
    }
    return .text(context.strings[position])
  }

  private mutating func number(_ text: String) -> SheetCell {
    let style =
      cell.style >= 0 && cell.style < context.styles.count ? context.styles[cell.style] : .number
    let isFloat = text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
    let float = Self.float(text)
    let integer = isFloat ? nil : PythonInteger.normalized(text)
    guard let value = float, isFloat || integer != nil else {
      fail("a cell holds the number `\(text)`")
      return .error
    }
    guard style == .number else {
      return WorkbookDate.text(
        value, startsIn1904: context.startsIn1904, isSpan: style == .span
      ).map { .printed($0) } ?? .error
    }
    if let integer { return .printed(integer) }
    guard value.isFinite else {
      fail("a cell holds the number `\(text)`, which is too large")
      return .error
    }
    return .printed(
      value == value.rounded() ? PythonInteger.digits(value) : PythonFloat.representation(value))
  }

  private static func float(_ text: String) -> Double? {
    let kept = text.filter { $0 != "_" }.drop { $0.isWhitespace }
    guard !kept.lowercased().contains("x") else { return nil }
    return Double(kept.last?.isWhitespace == true ? kept.prefix { !$0.isWhitespace } : kept)
  }

  /// The column of a place such as `AB12`, counted from 1.
  private static func column(of place: String) -> Int? {
    let letters = place.utf8.prefix { !(49...57).contains($0) }
    guard (1...3).contains(letters.count), Int(place.dropFirst(letters.count)) != nil
    else { return nil }
    var column = 0
    for letter in letters {
      guard (65...90).contains(letter & 0xDF) else { return nil }
      column = column * 26 + Int(letter & 0xDF) - 64
    }
    return column
  }

  private mutating func fail(_ reason: String) {
    guard failure == nil else { return }
    failure = AssayError(
      reason, at: Location(file: context.file, line: rowNumber),
      remedy: "Open the workbook in a spreadsheet program and save it again", code: .wrongFormat)
  }
}
