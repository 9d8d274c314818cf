// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Reads JSON Lines: an object on each line; blank lines are skipped.
final class JSONLinesReader: TableReader {
  private var blocks: LineBlocks
  private var sink: RowSink
  private let parser: JSONRowParser
  private var block = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var position = 0
  private var line = 1
  private var isFinished = false
  private let mendsLines: Bool

  init(
    _ input: InputBuffer, limits: TableLimits, comparesForm: Bool = false, mendsLines: Bool = false
  ) throws(AssayError) {
    self.mendsLines = mendsLines
    blocks = LineBlocks(input)
    sink = RowSink(input, limits: limits)
    parser = try JSONRowParser(file: input.file)
    if comparesForm { parser.form = RowForm() }
  }

  var notes: [ReadingNote] { sink.notes.notes }

  func next() throws(AssayError) -> RowBatch? {
    while !isFinished, !sink.isFull {
      if position == block.count {
        position = 0
        guard let next = try blocks.next(line: line) else {
          isFinished = true
          if sink.row == 0 { throw .noRows(file: sink.file, "the file has no row") }
          break
        }
        block = next
      }
      try readLine()
    }
    return sink.deliver()
  }

  /// The end of the line that starts at `position`.
  private var lineEnd: Int {
    let base = block.baseAddress!
    return memchr(base + position, 0x0A, block.count - position)
      .map { base.distance(to: $0) + 1 } ?? block.count
  }

  private func readLine() throws(AssayError) {
    let end = lineEnd
    let text = UnsafeBufferPointer(rebasing: block[position..<end])
    if !(try parser.add(text, line: line, to: &sink)), !(try addWithoutComma(text)),
      !(try addMended(text))
    {
      guard text.allSatisfy(JSONLinesReader.isSpace) else {
        throw withLaterFaults(fault(text), of: text, from: end)
      }
      sink.notes.add(.blankLine, at: Location(file: sink.file, line: line))
    }
    position = end
    line += 1
  }

  /// Adds the object of a line that is one but for the comma behind it, as lists are written.
  private func addWithoutComma(_ text: UnsafeBufferPointer<UInt8>) throws(AssayError) -> Bool {
    guard let last = text.lastIndex(where: { !Self.isSpace($0) }), text[last] == UInt8(ascii: ","),
      text.first(where: { !Self.isSpace($0) }) == UInt8(ascii: "{")
    else { return false }
    let row = sink.row
    let object = UnsafeBufferPointer(rebasing: text[..<last])
    guard try parser.add(object, line: line, to: &sink) else { return false }
    let place = Location(file: sink.file, row: row, line: line, column: last + 1)
    sink.notes.add(.commaBehindObject, at: place, row: row)
    return true
  }

  /// Adds the object that a line seems to mean, where this is wanted.
  private func addMended(_ text: UnsafeBufferPointer<UInt8>) throws(AssayError) -> Bool {
    guard mendsLines, let json = JSONMender.mended(text) else { return false }
    let row = sink.row
    let padded = json + [UInt8](repeating: 0x20, count: InputBuffer.padding)
    let isAdded = try padded.withUnsafeBufferPointer { bytes throws(AssayError) in
      try parser.add(UnsafeBufferPointer(rebasing: bytes[..<json.count]), line: line, to: &sink)
    }
    guard isAdded else { return false }
    let place = Location(file: sink.file, row: row, line: line)
    sink.notes.add(.mendedLine, at: place, row: row)
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

/// What people often do to such files.
extension JSONLinesReader {
  /// Why `line`, which is not blank, was refused.
  private func fault(_ line: UnsafeBufferPointer<UInt8>) -> RowFault {
    let end = line.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? line.count
    let text = UnsafeBufferPointer(rebasing: line[..<end])
    var fault = JSONRowParser.fault(
      text, line: self.line, offset: blocks.offset + position, row: sink.row, file: sink.file)
    guard UTF8Validation.isValid(text) else { return fault }
    fault.error = hint(text, fault) ?? hintOfMending(text, fault.error)
    return fault
  }

  private func hint(_ text: UnsafeBufferPointer<UInt8>, _ fault: RowFault) -> AssayError? {
    let plain = fault.error
    if sink.row == 0, Self.isArray(text) {
      return AssayError(
        "the file is a JSON array, not JSON Lines", at: plain.location,
        remedy: "Name it .json or give --input-format json", code: .wrongFormat)
    }
    guard Self.isObject(text), fault.isUnfinished else { return nil }
    return AssayError(
      "the object does not end on its line: \(plain.message)", at: plain.location,
      remedy: "Write each object on one line; the file may also have been cut short",
      code: .brokenObject)
  }

  private func hintOfMending(
    _ text: UnsafeBufferPointer<UInt8>, _ plain: AssayError
  ) -> AssayError {
    guard Self.isObject(text), !mendsLines, JSONMender.mended(text) != nil else { return plain }
    var error = plain
    let remedy = plain.remedy.map { $0 + "; " } ?? ""
    error.remedy = remedy + "`assay fix --unsafe-fixes` reads the line as what it seems to mean"
    return error
  }

  /// The most faulty lines that are named, and how many lines are looked at for them.
  private static let namedFaults = 10
  private static let linesAhead = 1_000_000

  /// `first` with the places of the faults behind it, so that all can be mended in one go. An
  /// object that is broken over lines, or an array, makes faults of all lines: they say no more.
  private func withLaterFaults(
    _ first: RowFault, of text: UnsafeBufferPointer<UInt8>, from end: Int
  ) -> AssayError {
    guard !first.isUnfinished, !Self.isArray(text) else { return first.error }
    position = end
    var places: [String] = []
    for _ in 0..<Self.linesAhead where places.count <= Self.namedFaults {
      line += 1
      guard let text = try? nextLine() else { break }
      guard !text.allSatisfy(Self.isSpace), !isRow(text[...]) else { continue }
      places.append(
        [line, fault(text).error.location?.column ?? 1].map(String.init).joined(separator: ":"))
    }
    guard !places.isEmpty else { return first.error }
    let named = places.prefix(Self.namedFaults).joined(separator: ", ")
    var error = first.error
    error.message += "; also faulty: \(named)\(places.count > Self.namedFaults ? " and more" : "")"
    return error
  }

  /// The line at `position`, which moves behind it; nil at the end.
  private func nextLine() throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    if position == block.count {
      position = 0
      guard let next = try blocks.next(line: line) else { return nil }
      block = next
    }
    let start = position
    position = lineEnd
    return UnsafeBufferPointer(rebasing: block[start..<position])
  }

  private func isRow(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let value = try? JSONParser.parse(UnsafeBufferPointer(rebasing: text))
    return value?.object != nil
  }

  /// Whether a line begins as an array does.
  private static func isArray(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.first { !isSpace($0) } == UInt8(ascii: "[")
  }

  /// Whether a line begins as an object does.
  private static func isObject(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.first { !isSpace($0) } == UInt8(ascii: "{")
  }
}
