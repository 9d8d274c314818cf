// SPDX-License-Identifier: Apache-2.0

/// The code points of well-formed UTF-8 in which lone surrogates may stand as three bytes.
struct ScalarSequence<Bytes: RandomAccessCollection<UInt8>>: Sequence {
  private let bytes: Bytes

  init(_ bytes: Bytes) {
    self.bytes = bytes
  }

  func makeIterator() -> Iterator {
    Iterator(bytes: bytes, position: bytes.startIndex)
  }

  struct Iterator: IteratorProtocol {
    fileprivate let bytes: Bytes
    fileprivate var position: Bytes.Index

    mutating func next() -> UInt32? {
      guard position != bytes.endIndex else { return nil }
      let lead = bytes[position]
      bytes.formIndex(after: &position)
      if lead < 0x80 { return UInt32(lead) }
      let (bits, rest) =
        lead < 0xE0 ? (lead & 0x1F, 1) : lead < 0xF0 ? (lead & 0x0F, 2) : (lead & 7, 3)
      var scalar = UInt32(bits)
      for _ in 0..<rest where position != bytes.endIndex {
        scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
        bytes.formIndex(after: &position)
      }
      return scalar
    }
  }
}

extension [UInt8] {
  /// Appends a code point as UTF-8; a surrogate as three bytes.
  @inline(__always)
  mutating func append(codePoint: UInt32) {
    switch codePoint {
    case 0..<0x80:
      append(UInt8(codePoint))
    case 0x80..<0x800:
      append(0xC0 | UInt8(codePoint >> 6))
      append(0x80 | UInt8(codePoint & 0x3F))
    case 0x800..<0x10000:
      append(0xE0 | UInt8(codePoint >> 12))
      append(0x80 | UInt8(codePoint >> 6 & 0x3F))
      append(0x80 | UInt8(codePoint & 0x3F))
    default:
      append(0xF0 | UInt8(codePoint >> 18))
      append(0x80 | UInt8(codePoint >> 12 & 0x3F))
      append(0x80 | UInt8(codePoint >> 6 & 0x3F))
      append(0x80 | UInt8(codePoint & 0x3F))
    }
  }
}
