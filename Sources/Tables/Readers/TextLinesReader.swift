// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Reads plain text: each line is a completion without a prompt. A blank line is an empty
/// completion, so that rules see it.
final class TextLinesReader: TableReader {
  private var blocks: LineBlocks
  private var sink: RowSink
  private var block = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var position = 0
  private var line = 1
  private var isFinished = false

  init(_ input: InputBuffer, limits: TableLimits) {
    blocks = LineBlocks(input)
    sink = RowSink(input, columns: ["prompt", "completion"], limits: limits)
  }

  var notes: [ReadingNote] { sink.notes.notes }

  func next() throws(AssayError) -> RowBatch? {
    while !isFinished, !sink.isFull {
      if position == block.count {
        try nextBlock()
      } else {
        readLine()
      }
    }
    return sink.deliver()
  }

  private func nextBlock() throws(AssayError) {
    position = 0
    guard let next = try blocks.next(line: line) else {
      isFinished = true
      if sink.row == 0 { throw .noRows(file: sink.file, "the file is empty") }
      block = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    try AssayError.checkText(next, file: sink.file, line: line, blockOffset: blocks.offset)
    block = next
  }

  private func readLine() {
    let base = block.baseAddress!
    let feed = memchr(base + position, 0x0A, block.count - position)
    var end = feed.map { base.distance(to: $0) } ?? block.count
    let next = feed == nil ? end : end + 1
    if end > position, block[end - 1] == 0x0D { end -= 1 }
    sink.append("", kind: .missing)
    sink.append(UnsafeBufferPointer(rebasing: block[position..<end]))
    sink.endRow(line: line)
    position = next
    line += 1
  }
}
