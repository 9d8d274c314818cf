// SPDX-License-Identifier: Apache-2.0

/// A 64-bit hash of bytes that is the same in every run. Two of 10 million different texts share it
/// with a probability under 1 in 300,000, so equal hashes count as equal texts.
/// Built like wyhash (Wang Yi, 2020): words are folded by 128-bit products.
package enum ByteHash {
  private static let secret: (UInt64, UInt64, UInt64) = (
    0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93, 0xA076_1D64_78BD_642F
  )

  package static func hash(_ bytes: Bytes, seed: UInt64 = 0) -> UInt64 {
    var state = start(seed: seed, count: bytes.count)
    forEachWord(of: bytes) { state = fold(state ^ $0, $1) }
    return state
  }

  /// A hash of 128 bits, of which the first half is `hash`.
  package static func wide(_ bytes: Bytes) -> WideHash {
    // One pass for both halves: the second product is made while the first is under way.
    var (first, second) = (
      start(seed: 0, count: bytes.count), start(seed: secret.2, count: bytes.count)
    )
    forEachWord(of: bytes) { word, secret in
      first = fold(first ^ word, secret)
      second = fold(second ^ word, secret)
    }
    return WideHash(first: first, second: second)
  }

  @inline(__always)
  private static func start(seed: UInt64, count: Int) -> UInt64 {
    fold(seed ^ secret.0, UInt64(count) ^ secret.1)
  }

  /// Calls `fold` with each eight bytes and then with the rest, and with the secret for it.
  @inline(__always)
  private static func forEachWord(of bytes: Bytes, _ fold: (UInt64, UInt64) -> Void) {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = 0
    while offset + 8 <= raw.count {
      fold(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), secret.1)
      offset += 8
    }
    // Zeros before the last bytes would not show in their number.
    if offset < raw.count, raw[offset] == 0 {
      fold(UInt64(raw.count - offset) << 32, secret.2)
    }
    fold(tail(raw, raw.count - offset), secret.2)
  }

  /// The last bytes, fewer than eight, as one number, the last of them lowest.
  @inline(__always)
  private static func tail(_ raw: UnsafeRawBufferPointer, _ count: Int) -> UInt64 {
    guard raw.count < 8 else {
      let word = raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self).bigEndian
      return word & (1 << UInt64(8 * count) &- 1)
    }
    guard raw.count >= 4 else { return raw.reduce(0) { $0 << 8 | UInt64($1) } }
    // Two numbers of four bytes, which are the same where they overlap.
    let first = UInt64(raw.loadUnaligned(as: UInt32.self).bigEndian)
    let last = raw.loadUnaligned(fromByteOffset: raw.count - 4, as: UInt32.self).bigEndian
    return first << UInt64(8 * (raw.count - 4)) | UInt64(last)
  }

  package static func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBufferPointer { hash($0, seed: seed) }
  }

  /// One hash of two.
  package static func joined(_ first: UInt64, _ second: UInt64) -> UInt64 {
    fold(fold(first ^ secret.0, secret.1) ^ second, secret.2)
  }

  /// Every bit of both goes through the product: one that only went around it would be undone by a bit
  /// of the next word, so that two numbers that differ in two digits had one hash.
  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low ^ left
  }
}
