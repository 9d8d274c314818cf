// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
  /// Adds a document as it stands, without the white space between its parts: numbers, escapes and the order
  /// of keys stay as somebody wrote them.
  package static func writeCompact(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var start = 0
    var place = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\""): place = endOfString(text, from: place)
      case 0x20, 0x09, 0x0A, 0x0D:
        out.append(contentsOf: text[start..<place])
        place += 1
        start = place
      default: place += 1
      }
    }
    out.append(contentsOf: text[start..<place])
  }

  /// Whether a document holds a whole number that a value would not keep exactly.
  package static func hasLongInteger(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while place < text.count {
      if text[place] == UInt8(ascii: "\"") {
        place = endOfString(text, from: place)
        continue
      }
      let digits = text[place...].prefix { 0x30...0x39 ~= $0 }
      let isDecimal = place > 0 && text[place - 1] == UInt8(ascii: ".")
      if digits.count > 18, !isDecimal, Int(String(decoding: digits, as: UTF8.self)) == nil {
        return true
      }
      place += max(1, digits.count)
    }
    return false
  }

  /// The place behind the quote that ends a string.
  private static func endOfString(_ text: UnsafeBufferPointer<UInt8>, from quote: Int) -> Int {
    var place = quote + 1
    while place < text.count, text[place] != UInt8(ascii: "\"") {
      place += text[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place + 1, text.count)
  }
}
