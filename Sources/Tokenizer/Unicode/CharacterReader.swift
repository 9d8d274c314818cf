// SPDX-License-Identifier: Apache-2.0

/// Reads UTF-8 character by character; a byte that is not UTF-8 is a character of no traits.
enum CharacterReader {
  /// The scalar at `position` and the bytes of it; `UTF8Decoder.invalid` for a byte of no scalar.
  @inline(__always)
  static func scalar(at position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> (scalar: UInt32, length: Int)
  {
    let first = position[0]
    return first < 0x80 ? (UInt32(first), 1) : UTF8Decoder.scalar(at: position, end: end)
  }

  /// Calls `body` with each scalar and its place.
  @inline(__always)
  static func forEach(
    in text: UnsafeBufferPointer<UInt8>, _ body: (UInt32, Range<Int>) -> Void
  ) {
    guard let base = text.baseAddress else { return }
    var place = 0
    while place < text.count {
      let (scalar, length) = scalar(at: base + place, end: base + text.count)
      body(scalar, place..<place + length)
      place += length
    }
  }

  @inline(__always)
  static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return scalar == 0x20 || (0x09...0x0D).contains(scalar) }
    return CharacterTraits.shared.of(scalar) & CharacterTraits.whiteSpace != 0
  }

  /// The scalar that ends at `place`, and where it starts.
  static func scalar(before place: Int, in text: UnsafeBufferPointer<UInt8>)
    -> (scalar: UInt32, start: Int)
  {
    guard let base = text.baseAddress else { return (UTF8Decoder.invalid, place) }
    var start = place - 1
    while start > 0, place - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    let (scalar, length) = scalar(at: base + start, end: base + place)
    return start + length == place
      ? (scalar, start) : (UTF8Decoder.invalid, place - 1)
  }

  static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    switch scalar {
    case ..<0x80: out.append(UInt8(scalar))
    case ..<0x800:
      out.append(UInt8(0xC0 | scalar >> 6))
      out.append(UInt8(0x80 | scalar & 0x3F))
    case ..<0x10000:
      out.append(UInt8(0xE0 | scalar >> 12))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    default:
      out.append(UInt8(0xF0 | scalar >> 18 & 7))
      out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
