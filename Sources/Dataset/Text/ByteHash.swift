// SPDX-License-Identifier: Apache-2.0

/// A 64-bit hash of bytes that is the same in every run. Two of 10 million different texts share it
/// with a probability under 1 in 300,000, so equal hashes count as equal texts.
/// Built like wyhash (Wang Yi, 2020): words are folded by 128-bit products.
package enum ByteHash {
  private static let secret: (UInt64, UInt64, UInt64) = (
    0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93, 0xA076_1D64_78BD_642F
  )

  package static func hash(_ bytes: Bytes, seed: UInt64 = 0) -> UInt64 {
    var state = fold(seed ^ secret.0, UInt64(bytes.count) ^ secret.1)
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = fold(state ^ word, secret.1)
      offset += 8
    }
    // Zeros before the last bytes would not show in their number.
    if offset < raw.count, raw[offset] == 0 {
      state = fold(state ^ UInt64(raw.count - offset) << 32, secret.2)
    }
    return fold(state ^ tail(raw, raw.count - offset), secret.2)
  }

  /// The last bytes, fewer than eight, as one number, the last of them lowest.
  @inline(__always)
  private static func tail(_ raw: UnsafeRawBufferPointer, _ count: Int) -> UInt64 {
    guard raw.count < 8 else {
      let word = raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self).bigEndian
      return word & (1 << UInt64(8 * count) &- 1)
    }
    return raw.reduce(0) { $0 << 8 | UInt64($1) }
  }

  package static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBufferPointer { hash($0, seed: seed) }
  }

  /// A hash of 128 bits, of which the first half is `hash`.
  package static func wide(_ bytes: Bytes) -> WideHash {
    WideHash(first: hash(bytes), second: hash(bytes, seed: secret.2))
  }

  /// One hash of two.
  package static func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    fold(fold(first ^ secret.0, secret.1) ^ second, secret.2)
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left | 1).multipliedFullWidth(by: right | 1)
    return product.high ^ product.low ^ left
  }
}
