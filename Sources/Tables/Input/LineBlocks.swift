// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Cuts a text into blocks of whole lines.
struct LineBlocks {
  private let buffer: InputBuffer
  /// Bytes of the block given last.
  private var given = 0

  init(_ buffer: InputBuffer) {
    self.buffer = buffer
  }

  /// The offset in the text of the block given last.
  var offset: Int { buffer.offset }

  /// The next whole lines; nil at the end. The last block may lack the line break. It holds until
  /// the next call; `InputBuffer.padding` bytes behind it may be read.
  /// - Parameter line: The line on which the block starts, for messages.
  mutating func next(line: Int) throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    buffer.consume(given)
    given = 0
    if !buffer.isAtEnd { try buffer.fill(line: line) }
    var searched = 0
    while given == 0, !buffer.isAtEnd {
      given = lastBreak(from: searched)
      searched = max(buffer.bytes.count - 1, 0)
      if given == 0 { try buffer.fill(line: line) }
    }
    if given == 0 { given = buffer.bytes.count }
    return given == 0 ? nil : UnsafeBufferPointer(rebasing: buffer.bytes[..<given])
  }

  /// The place behind the last line feed; without one, behind the last carriage return that is not
  /// the last byte (which might be half of a CRLF). 0 when there is none.
  private func lastBreak(from start: Int) -> Int {
    let bytes = buffer.bytes[min(start, buffer.bytes.count)...]
    if let feed = bytes.lastIndex(of: UInt8(ascii: "\n")) { return feed + 1 }
    return bytes.dropLast().lastIndex(of: UInt8(ascii: "\r")).map { $0 + 1 } ?? 0
  }
}
