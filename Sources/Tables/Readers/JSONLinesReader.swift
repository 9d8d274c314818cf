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
  /// The file of columns that the lines are made of, if they are.
  private let columns: ColumnarInput?
  /// Whether lines were seen that end in a carriage return alone, as old programs write them.
  private var endsByReturns = false
  /// Whether the last line ended so, and was the last of its block.
  private var endedByReturn = false
  private var search = LineSearch()

  init(
    _ input: InputBuffer, limits: TableLimits, comparesForm: Bool = false, mendsLines: Bool = false,
    columns: ColumnarInput? = nil
  ) throws(AssayError) {
    self.mendsLines = mendsLines
    self.columns = columns
    blocks = LineBlocks(input)
    sink = RowSink(input, limits: limits)
    parser = try JSONRowParser(file: input.file)
    if comparesForm { parser.form = WrittenForm() }
  }

  var notes: [ReadingNote] { sink.notes.notes + (columns?.notes ?? []) }

  func next() throws(AssayError) -> RowBatch? {
    while !isFinished, !sink.isFull {
      if position == block.count {
        position = 0
        guard let next = try blocks.next(line: line) else {
          isFinished = true
          if sink.row == 0 { throw .noRows(file: sink.file, "the file has no row") }
          break
        }
        (block, search) = (next, LineSearch())
      }
      try readLine()
    }
    return sink.deliver()
  }

  /// The end of the line that starts at `position`.
  private var lineEnd: Int {
    if endsByReturns { return search.line(in: block, from: position).next }
    let base = block.baseAddress!
    return memchr(base + position, 0x0A, block.count - position)
      .map { base.distance(to: $0) + 1 } ?? block.count
  }

  /// Goes over to lines that end in carriage returns alone, if `text` holds one that does.
  private func findsReturns(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !endsByReturns else { return false }
    let line = search.line(in: text, from: 0)
    guard line.next == line.end + 1, line.next < text.count, text[line.end] == 0x0D else {
      return false
    }
    useReturns(from: self.line)
    return true
  }

  private func useReturns(from line: Int) {
    (endsByReturns, search) = (true, LineSearch())
    sink.notes.add(.carriageReturn, at: Location(file: sink.file, line: line))
  }

  private func readLine() throws(AssayError) {
    if endedByReturn, !endsByReturns { useReturns(from: line - 1) }
    var end = lineEnd
    var text = UnsafeBufferPointer(rebasing: block[position..<end])
    var isAdded = try parser.add(text, line: line, to: &sink)
    if !isAdded, findsReturns(in: text) {
      end = lineEnd
      text = UnsafeBufferPointer(rebasing: block[position..<end])
      isAdded = try parser.add(text, line: line, to: &sink)
    }
    if !isAdded, !(try addWithoutComma(text)), !(try addMended(text)) {
      guard text.allSatisfy(JSONLinesReader.isSpace) else {
        throw withLaterFaults(fault(text), of: text, from: end)
      }
      sink.notes.add(.blankLine, at: Location(file: sink.file, line: line))
    }
    endedByReturn = text.last == 0x0D
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
    guard mendsLines else { return false }
    return try parser.addMended(text, line: line, to: &sink)
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
    if text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) {
      return AssayError(
        "a code fence stands among the rows", at: plain.location,
        remedy: "Remove the lines that start with ``` or ~~~", code: .faultyLine)
    }
    if MergeConflict.isMark(text) {
      return MergeConflict.error(at: plain.location, code: .faultyLine)
    }
    if sink.row == 0, Self.isArray(text) {
      guard fault.isUnfinished || afterwards.first != UInt8(ascii: "[") else {
        return .arrayOnEachLine(at: Location(file: sink.file, line: line))
      }
      return AssayError(
        "the file is a JSON array, not JSON Lines", at: plain.location,
        remedy: "Name it .json or give --input-format json", code: .wrongFormat)
    }
    guard Self.isObject(text) else { return nil }
    return fault.isUnfinished ? unfinished(plain) : nil
  }

  /// An object that does not end on its line: broken over lines, or cut off.
  private func unfinished(_ plain: AssayError) -> AssayError {
    var scan = JSONElementScan()
    let rest = UnsafeBufferPointer(rebasing: block[position...])
    let ends = scan.isFinished(rest)
    let whole = UnsafeBufferPointer(rebasing: rest[..<scan.length])
    let isWhole = ends && (try? JSONParser.parse(whole)) != nil
    return AssayError(
      "the object does not end on its line: \(plain.message)", at: plain.location,
      remedy: isWhole
        ? "Give --input-format json, which reads objects over several lines, or write each object "
          + "on one line"
        : "Write each object on one line; the file may also have been cut short",
      code: .brokenObject)
  }

  /// What follows the line under way.
  private var afterwards: Slice<UnsafeBufferPointer<UInt8>> {
    block[lineEnd...].drop(while: Self.isSpace)
  }

  private func hintOfMending(
    _ text: UnsafeBufferPointer<UInt8>, _ plain: AssayError
  ) -> AssayError {
    guard Self.isObject(text), !mendsLines, JSONMender.meansObject(text) else { return plain }
    var error = plain
    error.remedy = JSONRowParser.mendingRemedy(behind: plain.remedy)
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
    var error = first.error
    var named: [String] = []
    var row = sink.row
    for _ in 0..<Self.linesAhead {
      line += 1
      guard let text = try? nextLine() else { break }
      guard !text.allSatisfy(Self.isSpace) else { continue }
      row += 1
      guard !isRow(text[...]) else { continue }
      error.addLater(row: row, line: line)
      guard named.count < Self.namedFaults else { continue }
      named.append("\(line):\(fault(text).error.location?.column ?? 1)")
    }
    guard !named.isEmpty else { return error }
    let more = error.laterCount > named.count ? " and more" : ""
    error.message += "; also faulty: \(named.joined(separator: ", "))\(more)"
    return error
  }

  /// The line at `position`, which moves behind it; nil at the end.
  private func nextLine() throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    if position == block.count {
      position = 0
      guard let next = try blocks.next(line: line) else { return nil }
      (block, search) = (next, LineSearch())
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
