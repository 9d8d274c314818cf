// SPDX-License-Identifier: Apache-2.0

/// Writes JSON strings. Text is copied in runs: what must be escaped is rare.
enum JSONEscaper {
  private static let lowBits: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Adds a JSON string with its quotes; only `"`, `\` and control characters are escaped.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var start = 0
    while start < text.count {
      let end = plainEnd(text, from: start)
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<end]))
      if end < text.count { appendEscaped(text[end], to: &out) }
      start = end + 1
    }
    out.append(UInt8(ascii: "\""))
  }

  /// The place of the next byte to escape, or the end.
  private static func plainEnd(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var position = start
    while position + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
      let found =
        zeroBytes(word ^ lowBits &* 0x22) | zeroBytes(word ^ lowBits &* 0x5C)
        | (word &- lowBits &* 0x20) & ~word & highBits
      // A borrow can only mark bytes behind the first one, which is right.
      if found != 0 { return position + found.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < raw.count, !needsEscape(raw[position]) { position += 1 }
    return position
  }

  /// The high bit of the first zero byte, and perhaps of bytes behind it.
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- lowBits) & ~word & highBits
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
    case 0x08: out.append(UInt8(ascii: "b"))
    case 0x0C: out.append(UInt8(ascii: "f"))
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    case 0x09: out.append(UInt8(ascii: "t"))
    default:
      out.append(contentsOf: "u00".utf8)
      out.append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 15
      out.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }
}
