// SPDX-License-Identifier: Apache-2.0

/// Finds ASCII letters eight bytes at a time.
enum ASCIILetters {
  /// The high bit of each byte that is an ASCII letter.
  @inline(__always)
  static func mask(_ bytes: UInt64) -> UInt64 {
    let lowered = (bytes | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    let atLeastA = lowered &+ 0x1F1F_1F1F_1F1F_1F1F
    let aboveZ = lowered &+ 0x0505_0505_0505_0505
    return atLeastA & ~aboveZ & ~bytes & 0x8080_8080_8080_8080
  }

  /// The end of the letters from `start` on, or a place before it that is less than 8 bytes from the
  /// end of the text.
  static func end(from start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>)
    -> UnsafePointer<UInt8>
  {
    var position = start
    while end - position >= 8 {
      let bytes = UnsafeRawPointer(position).loadUnaligned(as: UInt64.self).littleEndian
      let stops = ~mask(bytes) & 0x8080_8080_8080_8080
      position += stops.trailingZeroBitCount >> 3
      if stops != 0 { break }
    }
    return position
  }
}
