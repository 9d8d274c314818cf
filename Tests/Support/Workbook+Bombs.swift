// SPDX-License-Identifier: Apache-2.0

import CZlib

extension Workbook {
  /// A workbook whose sheet starts with entities that grow tenfold twenty times.
  package static var entityBomb: Workbook {
    var text = #"<!DOCTYPE bomb [<!ENTITY a0 "ha">"#
    for level in 1...20 {
      let parts = String(repeating: "&a\(level - 1);", count: 10)
      text += "<!ENTITY a\(level) \"\(parts)\">"
    }
    var book = Workbook(rows: "<row><c><v>&a20;</v></c></row>")
    book.parts[0].bytes = Array((text + "]>").utf8) + book.parts[0].bytes
    return book
  }

  /// The zip file with so many spaces behind the sheet, which pack a thousand times.
  package func bomb(bytes: Int) -> [UInt8] {
    var book = self
    var text = Deflated()
    text.add(parts[0].bytes, isLast: false)
    let block = [UInt8](repeating: 0x20, count: 1 << 20)
    let blocks = bytes >> 20
    for number in 1...blocks { text.add(block, isLast: number == blocks) }
    book.parts[0].bytes = text.packed
    return book.packed(sheet: (text.sum, UInt32(text.size)))
  }

  /// A text that is packed piece by piece.
  private struct Deflated {
    private(set) var packed: [UInt8] = []
    private(set) var size = 0
    private(set) var sum: UInt32 = 0
    /// zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var room = [UInt8](repeating: 0, count: 1 << 16)

    init() {
      stream = .allocate(capacity: 1)
      stream.initialize(to: z_stream())
      let size = Int32(MemoryLayout<z_stream>.size)
      let status = deflateInit2_(
        stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
      precondition(status == Z_OK, "zlib starts")
    }

    mutating func add(_ bytes: [UInt8], isLast: Bool) {
      var bytes = bytes
      size += bytes.count
      sum = UInt32(truncatingIfNeeded: crc32(UInt(sum), bytes, UInt32(bytes.count)))
      bytes.withUnsafeMutableBufferPointer { source in
        stream.pointee.next_in = source.baseAddress
        stream.pointee.avail_in = UInt32(source.count)
        repeat { drain(isLast ? Z_FINISH : Z_NO_FLUSH) } while stream.pointee.avail_out == 0
      }
      guard isLast else { return }
      deflateEnd(stream)
      stream.deallocate()
    }

    private mutating func drain(_ flush: Int32) {
      room.withUnsafeMutableBufferPointer { target in
        stream.pointee.next_out = target.baseAddress
        stream.pointee.avail_out = UInt32(target.count)
        deflate(stream, flush)
      }
      packed += room.prefix(room.count - Int(stream.pointee.avail_out))
    }
  }
}
