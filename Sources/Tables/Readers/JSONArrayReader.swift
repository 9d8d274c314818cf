// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads a JSON file that is one array of objects, or objects one after the other, element by element:
/// only the elements of a chunk are held, not the document.
final class JSONArrayReader: TableReader {
  private enum State {
    case start, firstElement, element, separator, end
  }

  private let input: InputBuffer
  private var sink: RowSink
  private let parser: JSONRowParser
  private var state = State.start
  private var line = 1
  /// The byte within the line, counted from 0.
  private var column = 0
  /// The last comma between elements.
  private var commaPlace: Location
  /// Whether the objects stand one after the other without an array around them.
  private var isSequence = false
  /// Where the last object ended.
  private var lastEnd = 0
  private var isFinished = false
  private let mendsLines: Bool

  init(_ input: InputBuffer, limits: TableLimits, mendsLines: Bool = false) throws(AssayError) {
    self.input = input
    self.mendsLines = mendsLines
    sink = RowSink(input, limits: limits)
    commaPlace = Location(file: input.file)
    parser = try JSONRowParser(file: input.file)
  }

  var notes: [ReadingNote] { sink.notes.notes }

  func next() throws(AssayError) -> RowBatch? {
    while !isFinished, !sink.isFull { try step() }
    return sink.deliver()
  }

  private func step() throws(AssayError) {
    guard let byte = try peek() else {
      isFinished = true
      return try checkEnd()
    }
    switch (state, byte) {
    case (.start, UInt8(ascii: "[")): take(1, .firstElement)
    case (.start, UInt8(ascii: "{")):
      isSequence = true
      try readElement()
    case (.separator, UInt8(ascii: "{")) where isSequence: try readElement()
    case (.firstElement, UInt8(ascii: "]")): take(1, .end)
    case (.separator, UInt8(ascii: "]")) where !isSequence: take(1, .end)
    case (.separator, UInt8(ascii: ",")):
      commaPlace = location
      take(1, .element)
    case (.element, UInt8(ascii: "]")) where !isSequence:
      sink.notes.add(.commaBehindObject, at: commaPlace)
      take(1, .end)
    case (.firstElement, _), (.element, _): try readElement()
    default: throw unexpected(byte)
    }
  }

  private func take(_ count: Int, _ next: State) {
    advance(count)
    state = next
  }

  /// The next byte that is not white space; nil at the end.
  private func peek() throws(AssayError) -> UInt8? {
    while true {
      let bytes = input.bytes
      let space = bytes.prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.count
      advance(space)
      if space < bytes.count { return bytes[space] }
      if input.isAtEnd { return nil }
      try input.fill(line: line)
    }
  }

  private func advance(_ count: Int) {
    let bytes = UnsafeBufferPointer(rebasing: input.bytes[..<count])
    line += bytes.count { $0 == 0x0A }
    column = bytes.lastIndex(of: 0x0A).map { count - 1 - $0 } ?? column + count
    input.consume(count)
  }

  private func readElement() throws(AssayError) {
    var scan = JSONElementScan()
    while !scan.isFinished(input.bytes), !input.isAtEnd { try input.fill(line: line) }
    if isSequence, sink.row == 0, let lone = try loneObject(scan.length) { throw lone }
    let text = UnsafeBufferPointer(rebasing: input.bytes[..<scan.length])
    let (row, first) = (sink.row, line)
    if !(try parser.add(text, line: line, to: &sink)), !(try addMended(text)) {
      throw reason(text)
    }
    take(text.count, .separator)
    if isSequence, line > first || first == lastEnd { noteSequence(row: row, line: first) }
    lastEnd = line
  }

  /// An object that is not alone on one line.
  private func noteSequence(row: Int, line: Int) {
    sink.notes.add(
      .objectSequence, at: Location(file: sink.file, row: row, line: line), row: row)
  }

  /// Adds the object that an element seems to mean, where this is wanted.
  private func addMended(_ text: UnsafeBufferPointer<UInt8>) throws(AssayError) -> Bool {
    guard mendsLines else { return false }
    return try parser.addMended(text, line: line, to: &sink)
  }
}

/// What can be wrong.
extension JSONArrayReader {
  private var location: Location { Location(file: sink.file, line: line, column: column + 1) }

  private func checkEnd() throws(AssayError) {
    if state == .start { throw .noRows(file: sink.file, "the file is empty") }
    if isSequence { return try checkSequence() }
    guard state == .end else {
      throw AssayError(
        "the array is not closed: ']' was expected, not the end of the text", at: location,
        remedy: "The file may have been cut short; fetch or write it again", code: .brokenObject)
    }
    if sink.row == 0 { throw .noRows(file: sink.file, "the array has no row") }
  }

  /// One object may be a row, or hold the rows.
  private func checkSequence() throws(AssayError) {
    if state == .element {
      // A comma stands behind each object, as in a list.
      sink.notes.add(.commaBehindObject, at: commaPlace)
    }
  }

  /// What is wrong with an object of `length` bytes that is all that the file has: it may be a row, or
  /// hold the rows.
  private func loneObject(_ length: Int) throws(AssayError) -> AssayError? {
    let isSpace: (UInt8) -> Bool = { TextHead.isSpace($0) || $0 == UInt8(ascii: ",") }
    while input.bytes.dropFirst(length).allSatisfy(isSpace), !input.isAtEnd {
      try input.fill(line: line)
    }
    guard input.bytes.dropFirst(length).allSatisfy(isSpace) else { return nil }
    return LoneObject(UnsafeBufferPointer(rebasing: input.bytes[..<length]))?
      .error(file: sink.file)
  }

  private func unexpected(_ byte: UInt8) -> AssayError {
    let bytes = UnsafeBufferPointer(rebasing: input.bytes.prefix(4))
    let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? " "
    switch state {
    case .start:
      return AssayError(
        "an array of objects was expected, not '\(scalar)'", at: location,
        remedy: #"Write [{"prompt": ..., "completion": ...}, ...], or give --input-format jsonl"#,
        code: .wrongFormat)
    case .end where byte == UInt8(ascii: "["):
      // Messages in place of rows.
      return sink.columns.contains("role")
        ? .arrayOnEachLine(at: location) : .secondArray(at: location)
    case .end:
      return AssayError(
        "there is '\(scalar)' after the end of the array", at: location,
        remedy: "Keep one array only", code: .faultyLine)
    default:
      return AssayError(
        "',' or ']' was expected in the array, not '\(scalar)'", at: location,
        remedy: scalar == "{" ? "Put a comma between the objects" : nil, code: .faultyLine)
    }
  }

  /// Rows that are lists: of messages, or arrays on lines of their own.
  private func listInPlaceOfRow(_ element: UnsafeBufferPointer<UInt8>) -> AssayError? {
    if element.first == UInt8(ascii: "[") { return .listForRow(at: location) }
    guard element.first != UInt8(ascii: "{") else { return nil }
    let nextLine = input.bytes.drop { $0 != 0x0A }.drop { $0 <= 0x20 }
    return nextLine.first == UInt8(ascii: "[")
      ? .arrayOnEachLine(at: Location(file: sink.file, line: line)) : nil
  }

  private func reason(_ text: UnsafeBufferPointer<UInt8>) -> AssayError {
    // The scan took what looks like the element; the fault may lie behind it.
    let shown = text.isEmpty ? UnsafeBufferPointer(rebasing: input.bytes.prefix(64)) : text
    if sink.row == 0, let error = listInPlaceOfRow(shown) { return error }
    var error = JSONRowParser.fault(
      shown, line: line, offset: input.offset, row: sink.row, file: sink.file
    ).error
    if JSONMender.meansObject(shown) {
      error.remedy = JSONRowParser.mendingRemedy(behind: error.remedy)
    }
    if error.location?.line == line, let place = error.location?.column {
      error.location?.column = place + column
    }
    return error
  }
}
