// SPDX-License-Identifier: Apache-2.0

/// Decodes UTF-8 as the Unicode standard's table 3-7 defines it: no overlong forms, no surrogates.
enum UTF8Decoder {
  /// What stands for a byte that starts no valid sequence; it is no scalar.
  static let invalid: UInt32 = .max

  /// The scalar that starts with the non-ASCII byte at `position`, and its length; for an invalid byte
  /// `invalid` and 1.
  @inline(__always)
  static func scalar(at position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> (scalar: UInt32, length: Int)
  {
    let first = UInt32(position[0])
    let available = end - position
    if first & 0xE0 == 0xC0, available >= 2, isTail(position[1]) {
      let scalar = (first & 0x1F) << 6 | tail(position[1])
      return scalar >= 0x80 ? (scalar, 2) : (invalid, 1)
    }
    if first & 0xF0 == 0xE0, available >= 3, isTail(position[1]), isTail(position[2]) {
      let scalar = (first & 0x0F) << 12 | tail(position[1]) << 6 | tail(position[2])
      return scalar >= 0x800 && scalar & 0xF800 != 0xD800 ? (scalar, 3) : (invalid, 1)
    }
    if first & 0xF8 == 0xF0, available >= 4, isTail(position[1]), isTail(position[2]),
      isTail(position[3])
    {
      let high = (first & 0x07) << 18 | tail(position[1]) << 12
      let scalar = high | tail(position[2]) << 6 | tail(position[3])
      return scalar >= 0x10000 && scalar < 0x110000 ? (scalar, 4) : (invalid, 1)
    }
    return (invalid, 1)
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
  }

  @inline(__always)
  private static func tail(_ byte: UInt8) -> UInt32 {
    UInt32(byte & 0x3F)
  }
}
