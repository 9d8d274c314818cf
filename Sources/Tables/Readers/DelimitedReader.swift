// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CCSV
import Platform

/// Reads CSV and TSV (RFC 4180, with any line break). Lines that are whole rows, which are most, are
/// split where they stand; libcsv reads what has line breaks or misplaced quotes in its cells.
///
/// White space in cells is kept, blank lines are skipped, a quote inside an unquoted cell is text.
final class DelimitedReader: TableReader {
  private var blocks: LineBlocks
  /// Behind a pointer, as libcsv wants it: asking for the access to an object for each cell would cost
  /// as much as parsing.
  private let assembler: UnsafeMutablePointer<DelimitedRowAssembler>
  private let parser: UnsafeMutablePointer<csv_parser>
  private var delimiter: UInt8
  private var block: UnsafeBufferPointer<UInt8>?
  /// The first byte of the block that is not read yet.
  private var position = 0
  private var isFinished = false
  private var quotedRow = QuotedRow()

  init(
    _ input: InputBuffer, delimiter: UInt8, limits: TableLimits, header: HeaderPlace
  ) throws(AssayError) {
    blocks = LineBlocks(input)
    self.delimiter = delimiter
    assembler = .allocate(capacity: 1)
    assembler.initialize(to: DelimitedRowAssembler(input, limits: limits, header: header))
    parser = .allocate(capacity: 1)
    parser.initialize(to: csv_parser())
    let options = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL
    guard csv_init(parser, UInt8(options)) == 0 else {
      throw AssayError("there is no memory to read it", at: Location(file: input.file))
    }
    csv_set_space_func(parser) { _ in 0 }
    csv_set_delim(parser, delimiter)
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
    assembler.deinitialize(count: 1)
    assembler.deallocate()
  }

  var notes: [ReadingNote] { assembler.pointee.sink.notes.notes }

  func next() throws(AssayError) -> RowBatch? {
    while !isFinished, !(assembler.pointee.sink.isFull && assembler.pointee.isBetweenRows) {
      guard let block = try nextBlock() else {
        try finish()
        break
      }
      try read(block)
    }
    return assembler.pointee.sink.deliver()
  }

  /// The block under way, or another one when it is used up.
  private func nextBlock() throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    if let block, position < block.count { return block }
    let isFirst = block == nil
    position = 0
    block = try blocks.next(line: assembler.pointee.line)
    guard let block else { return nil }
    try assembler.pointee.checkText(block, offset: blocks.offset)
    if isFirst { chooseDelimiter(block) }
    if position == block.count { return try nextBlock() }
    return block
  }

  /// Spreadsheets of many countries write `;` into files named .csv, others write tabs.
  private func chooseDelimiter(_ block: UnsafeBufferPointer<UInt8>) {
    let header = block.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    if header.count == 5, header.starts(with: Array("sep=".utf8)), let named = header.last {
      // A line for one spreadsheet program, which names the separator.
      position = header.endIndex
      while position < block.count, [0x0A, 0x0D].contains(block[position]) { position += 1 }
      assembler.pointee.skipLine()
      return use(named)
    }
    guard !header.contains(delimiter) else { return }
    let others: [UInt8] = [";", "\t", ",", "|"].map { UInt8(ascii: $0) }
    if let other = others.first(where: { header.contains($0) }) { use(other) }
  }

  private func use(_ other: UInt8) {
    guard other != delimiter else { return }
    delimiter = other
    csv_set_delim(parser, other)
    assembler.pointee.noteDelimiter(other == 0x09 ? "tab" : String(UnicodeScalar(other)))
  }

  /// Reads from `position` on, at least one line.
  private func read(_ block: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    let base = block.baseAddress!
    if parser.pointee.pstate == 0 {
      // Up to the line that holds the next quote all is plain.
      let rest = block.count - position
      let quote = memchr(base + position, 0x22, rest).map { base.distance(to: $0) } ?? block.count
      while position < block.count {
        let end = lineEnd(block)
        if end > quote { break }
        try readPlain(UnsafeBufferPointer(rebasing: block[position..<end]))
        position = end
        if assembler.pointee.sink.isFull { return }
      }
    }
    while position < block.count {
      let end = lineEnd(block)
      try readQuoted(UnsafeBufferPointer(rebasing: block[position..<end]))
      position = end
      if parser.pointee.pstate == 0 { return }
    }
  }

  /// The place behind the line that starts at `position`.
  private func lineEnd(_ block: UnsafeBufferPointer<UInt8>) -> Int {
    let base = block.baseAddress!
    return memchr(base + position, 0x0A, block.count - position)
      .map { base.distance(to: $0) + 1 } ?? block.count
  }

  /// A line without quotes.
  private func readPlain(_ line: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    var count = line.count
    if count > 0, line[count - 1] == 0x0A { count -= 1 }
    if count > 0, line[count - 1] == 0x0D { count -= 1 }
    let base = line.baseAddress!
    // A carriage return alone ends a line too; libcsv knows. So does a line that is not ended yet.
    if count == line.count || memchr(base, 0x0D, count) != nil { return try parse(line) }
    var start = 0
    while count > 0, let next = memchr(base + start, Int32(delimiter), count - start) {
      let end = base.distance(to: next)
      assembler.pointee.cell(UnsafeBufferPointer(start: base + start, count: end - start))
      start = end + 1
    }
    if count > 0 {
      assembler.pointee.cell(UnsafeBufferPointer(start: base + start, count: count - start))
    }
    assembler.pointee.lineBreak(0x0A)
    try assembler.pointee.check()
  }
}

/// The way through libcsv.
extension DelimitedReader {
  /// A line with quotes, or a part of a cell that goes over several lines.
  private func readQuoted(_ line: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    guard parser.pointee.pstate == 0, line.count <= assembler.pointee.limits.rowBytes,
      quotedRow.split(line, by: delimiter)
    else { return try parse(line) }
    quotedRow.visitCells(of: line) { assembler.pointee.cell($0) }
    assembler.pointee.lineBreak(0x0A)
    try assembler.pointee.check()
  }

  private func parse(_ line: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    var start = 0
    try assembler.pointee.count(bytes: line.count)
    while start < line.count {
      start += feed(UnsafeBufferPointer(rebasing: line[start...]))
      try assembler.pointee.check()
      guard start < line.count else { break }
      // libcsv stopped at a quote inside an unquoted cell or at text behind a closing quote.
      guard csv_error(parser) == CSV_EPARSE else { throw assembler.pointee.outOfMemory() }
      guard parser.pointee.quoted == 0 else {
        throw assembler.pointee.faultBehindQuote(line, at: start)
      }
      assembler.pointee.noteQuote(behindBlanks: cellIsBlank)
      csv_set_opts(parser, UInt8(CSV_STRICT_FINI | CSV_REPALL_NL))
      start += feed(UnsafeBufferPointer(rebasing: line[start...start]))
      csv_set_opts(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL))
    }
    if parser.pointee.pstate == 0 { assembler.pointee.resetCount() }
  }

  /// Whether the cell under way has nothing but blanks so far.
  private var cellIsBlank: Bool {
    let cell = UnsafeBufferPointer(start: parser.pointee.entry_buf, count: parser.pointee.entry_pos)
    return !cell.isEmpty && cell.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The number of bytes libcsv took.
  private func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    csv_parse(
      parser, bytes.baseAddress, bytes.count,
      { cell, count, context in
        DelimitedRowAssembler.at(context).pointee.quotedCell(
          UnsafeBufferPointer(start: cell?.assumingMemoryBound(to: UInt8.self), count: count))
      }, { end, context in DelimitedRowAssembler.at(context).pointee.lineBreak(end) },
      assembler)
  }

  private func finish() throws(AssayError) {
    isFinished = true
    let status = csv_fini(
      parser,
      { cell, count, context in
        DelimitedRowAssembler.at(context).pointee.quotedCell(
          UnsafeBufferPointer(start: cell?.assumingMemoryBound(to: UInt8.self), count: count))
      }, { end, context in DelimitedRowAssembler.at(context).pointee.lineBreak(end) },
      assembler)
    guard status == 0 else {
      throw assembler.pointee.firstFault ?? assembler.pointee.unclosedQuote()
    }
    try assembler.pointee.checkEnd()
    try assembler.pointee.checkThereAreRows()
  }
}
