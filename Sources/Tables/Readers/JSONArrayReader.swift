// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Reads a JSON file that is one array of objects, element by element: only the elements of a
/// chunk are held, not the document.
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
  private var isFinished = false

  init(_ input: InputBuffer, limits: TableLimits) throws(AssayError) {
    self.input = input
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
    case (.firstElement, UInt8(ascii: "]")), (.separator, UInt8(ascii: "]")): take(1, .end)
    case (.separator, UInt8(ascii: ",")):
      commaPlace = location
      take(1, .element)
    case (.element, UInt8(ascii: "]")):
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
    let text = UnsafeBufferPointer(rebasing: input.bytes[..<scan.length])
    guard try parser.add(text, line: line, to: &sink) else { throw reason(text) }
    take(text.count, .separator)
  }
}

/// What can be wrong.
extension JSONArrayReader {
  private var location: Location { Location(file: sink.file, line: line, column: column + 1) }

  private func checkEnd() throws(AssayError) {
    if state == .start { throw .noRows(file: sink.file, "the file is empty") }
    guard state == .end else {
      throw AssayError(
        "the array is not closed: ']' was expected, not the end of the text", at: location,
        remedy: "The file may have been cut short; fetch or write it again", code: .brokenObject)
    }
    if sink.row == 0 { throw .noRows(file: sink.file, "the array has no row") }
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

  private func reason(_ text: UnsafeBufferPointer<UInt8>) -> AssayError {
    // The scan took what looks like the element; the fault may lie behind it.
    let shown = text.isEmpty ? UnsafeBufferPointer(rebasing: input.bytes.prefix(64)) : text
    var error = JSONRowParser.fault(
      shown, line: line, offset: input.offset, row: sink.row, file: sink.file
    ).error
    if error.location?.line == line, let place = error.location?.column {
      error.location?.column = place + column
    }
    return error
  }
}
