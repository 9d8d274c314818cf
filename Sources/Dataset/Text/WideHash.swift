// SPDX-License-Identifier: Apache-2.0

/// A hash of 128 bits, for data sets of so many rows that two different texts would share one of 64: among
/// ten billion rows that happens to nobody, where 64 bits would call three rows copies that are none.
package struct WideHash: BitwiseCopyable, Hashable, Sendable {
  package let first: UInt64
  package let second: UInt64

  package init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// One hash of two.
  package static func joined(_ left: WideHash, _ right: WideHash) -> WideHash {
    WideHash(
      first: ByteHash.joined(left.first, right.first),
      second: ByteHash.joined(left.second, right.second))
  }
}
