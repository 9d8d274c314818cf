// SPDX-License-Identifier: Apache-2.0

/// Cuts a CSV or TSV file into rows of cells exactly as the C parser of pandas 1.5 does with its
/// default options: `\n`, `\r` and `\r\n` end rows, blank rows are skipped, quotes may open in the
/// first byte of a cell only. Its state machine is followed state by state, slips included: after a
/// blank row that ends in `\r` a separator is swallowed, and a row that begins with blanks makes it
/// go back to the last `\n`, which reads rows ended by `\r` again.
struct PandasCSVTokenizer {
  enum Refusal: Error {
    case openQuote
    /// A row longer than the one before it. The row counts from 0, the header not included.
    case longRow(row: Int, line: Int, expected: Int, found: Int)
    /// The parser ran in circles until its buffer was full.
    case overflow(line: Int)
  }

  private enum State {
    case startRecord, startField, inField, inQuotedField, quoteInQuotedField
    case whitespaceLine, carriageReturn, carriageReturnOfBlankLine
  }

  /// pandas reads the file in chunks of this many characters, which bounds how far it goes back.
  private static let chunkCharacters = 262_144

  private let separator: UInt8
  private let bytes: UnsafeBufferPointer<UInt8>
  private var state = State.startRecord
  private var position = 0
  /// Where the present chunk starts, as far as the parser can go back, and ends.
  private var chunkStart = 0
  private var chunkLimit = 0
  /// Line ends seen, to name places.
  private var line = 0
  /// The cells of the open row: text laid end to end, with the ends.
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var rows = 0
  private var previousWidth = 0
  private var rowsPerBlock = Int.max
  /// How full the parser's buffer would be; when it goes in circles, the buffer ends it.
  private var streamLength = 0
  private var streamCapacity = 32
  private var hasOverflowed = false

  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    text.reserveCapacity(1 << 12)
  }

  /// Reads the file; `row` gets the text of the cells laid end to end, and their ends.
  mutating func read(
    _ row: (_ text: UnsafeBufferPointer<UInt8>, _ ends: [Int], _ line: Int) -> Void
  ) throws(Refusal) {
    while position < bytes.count {
      let end = chunkEnd(from: position)
      try enterChunk(end)
      while position < end { try step(end, row) }
    }
    try finish(row)
  }

  private func chunkEnd(from start: Int) -> Int {
    // A byte is at least a part of a character, so small files need no counting.
    guard bytes.count - start > Self.chunkCharacters else { return bytes.count }
    var characters = 0
    var end = start
    while end < bytes.count {
      if bytes[end] & 0xC0 != 0x80 {
        if characters == Self.chunkCharacters { break }
        characters += 1
      }
      end += 1
    }
    return end
  }

  private mutating func enterChunk(_ end: Int) throws(Refusal) {
    chunkStart = position
    chunkLimit = end
    makeRoom(for: end - position)
    if line == 0, end - position >= 3, bytes[position] == 0xEF, bytes[position + 1] == 0xBB,
      bytes[position + 2] == 0xBF
    {
      position += 3
      chunkStart = position
    }
  }

  private mutating func makeRoom(for count: Int) {
    while streamLength + 2 * count >= streamCapacity { streamCapacity *= 2 }
  }

  // MARK: - The state machine

  private mutating func step(
    _ end: Int, _ row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    let byte = bytes[position]
    position += 1
    switch state {
    case .whitespaceLine: whitespace(byte)
    case .startRecord:
      if !startsBlankLine(byte) { try startField(byte, end, to: row) }
    case .startField: try startField(byte, end, to: row)
    case .inField: try inField(byte, end, to: row)
    case .inQuotedField: quoted(byte, end)
    case .quoteInQuotedField: try afterQuote(byte, end, to: row)
    case .carriageReturn: try afterCarriageReturn(byte, end, to: row)
    case .carriageReturnOfBlankLine:
      state = .startRecord
      if byte != UInt8(ascii: "\n") && byte != separator { position -= 1 }
    }
    if hasOverflowed { throw Refusal.overflow(line: line + 1) }
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != separator
  }

  /// Handles the first byte of a row when the row may be blank.
  private mutating func startsBlankLine(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
    case UInt8(ascii: "\r"):
      line += 1
      state = .carriageReturnOfBlankLine
    case _ where isBlank(byte):
      state = .whitespaceLine
    default:
      return false
    }
    return true
  }

  private mutating func whitespace(_ byte: UInt8) {
    if byte == UInt8(ascii: "\n") {
      line += 1
      state = .startRecord
    } else if byte == UInt8(ascii: "\r") {
      line += 1
      state = .carriageReturnOfBlankLine
    } else if !isBlank(byte) {
      repeat { position -= 1 } while position > chunkStart && bytes[position] != UInt8(ascii: "\n")
      if bytes[position] == UInt8(ascii: "\n") { position += 1 }
      state = .startField
    }
  }

  private mutating func startField(
    _ byte: UInt8, _ end: Int, to row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    switch byte {
    case UInt8(ascii: "\""): state = .inQuotedField
    default:
      state = .startField
      try inField(byte, end, to: row)
    }
  }

  private mutating func inField(
    _ byte: UInt8, _ end: Int, to row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    switch byte {
    case UInt8(ascii: "\n"):
      endField()
      try endRow(row)
    case UInt8(ascii: "\r"):
      endField()
      state = .carriageReturn
    case separator:
      endField()
      state = .startField
    default:
      let start = position - 1
      while position < end, bytes[position] != separator, bytes[position] != UInt8(ascii: "\n"),
        bytes[position] != UInt8(ascii: "\r")
      { position += 1 }
      push(start..<position)
      state = .inField
    }
  }

  private mutating func quoted(_ byte: UInt8, _ end: Int) {
    if byte == UInt8(ascii: "\"") {
      state = .quoteInQuotedField
      return
    }
    let start = position - 1
    while position < end, bytes[position] != UInt8(ascii: "\"") { position += 1 }
    push(start..<position)
  }

  private mutating func afterQuote(
    _ byte: UInt8, _ end: Int, to row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    if byte == UInt8(ascii: "\"") {
      push(position - 1..<position)
      state = .inQuotedField
    } else {
      try inField(byte, end, to: row)
    }
  }

  private mutating func afterCarriageReturn(
    _ byte: UInt8, _ end: Int, to row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    if byte != UInt8(ascii: "\n") && byte != separator { position -= 1 }
    try endRow(row)
    if byte == separator {
      endField()
      state = .startField
    }
  }

  private mutating func push(_ range: Range<Int>) {
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
    streamLength += range.count
    if streamLength > streamCapacity { hasOverflowed = true }
  }

  private mutating func endField() {
    ends.append(text.count)
    if streamLength < streamCapacity { streamLength += 1 }
  }

  // MARK: - Rows

  private mutating func endRow(
    _ row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    line += 1
    // The parser checks no row that comes first in a block of rows.
    let isUnchecked = rows <= 1 || (rows - 1) % rowsPerBlock == 0
    if !isUnchecked && ends.count > previousWidth {
      throw Refusal.longRow(
        row: rows - 1, line: line, expected: previousWidth, found: ends.count)
    }
    if rows > 0 && ends.count < previousWidth {
      makeRoom(for: previousWidth - ends.count)
      while ends.count < previousWidth { endField() }
    }
    text.withUnsafeBufferPointer { row($0, ends, line) }
    closeRow()
  }

  private mutating func closeRow() {
    let length = text.count + ends.count
    previousWidth = ends.count
    rows += 1
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    state = .startRecord
    if rows == 2 { rowsPerBlock = Self.rowsPerBlock(width: previousWidth) }
    if rows == 2 || (rows > 2 && (rows - 1) % rowsPerBlock == 0) {
      // The rows so far are given out; the last one stays in the buffer.
      chunkStart = position
      if rows > 2 { streamLength = length }
      makeRoom(for: chunkLimit - position)
    }
  }

  /// The largest power of two at most half of 2^20 cells, as the parser sizes its blocks.
  private static func rowsPerBlock(width: Int) -> Int {
    var rows = 1
    while rows * 2 < (1 << 20) / max(width, 1) { rows *= 2 }
    return rows
  }

  private mutating func finish(
    _ row: (UnsafeBufferPointer<UInt8>, [Int], Int) -> Void
  ) throws(Refusal) {
    switch state {
    case .startRecord, .whitespaceLine, .carriageReturnOfBlankLine: return
    case .inQuotedField: throw Refusal.openQuote
    case .inField, .startField, .quoteInQuotedField: endField()
    case .carriageReturn: break
    }
    try endRow(row)
  }
}
