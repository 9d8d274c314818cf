// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Reads plain text: each line is a completion without a prompt. A blank line is an empty
/// completion, so that rules see it. A carriage return alone ends a line too, as in files of old
/// programs.
final class TextLinesReader: TableReader {
  private var blocks: LineBlocks
  private var sink: RowSink
  private var block = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var position = 0
  private var line = 1
  private var search = LineSearch()
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
    (block, search) = (next, LineSearch())
  }

  private func readLine() {
    let (end, next) = search.line(in: block, from: position)
    sink.append("", kind: .missing)
    sink.append(UnsafeBufferPointer(rebasing: block[position..<end]))
    sink.endRow(line: line)
    position = next
    line += 1
  }
}
