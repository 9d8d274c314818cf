// SPDX-License-Identifier: Apache-2.0

/// The check sum of TensorFlow's record files: CRC-32C (RFC 3720, appendix B.4), rotated and shifted
/// by a constant so that sums of data that hold sums stay good.
enum MaskedCRC32C {
  static func sum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    crc = ~crc
    return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
  }

  /// By Castagnoli's polynomial with its bits reversed.
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0x82F6_3B78
    }
  }
}
