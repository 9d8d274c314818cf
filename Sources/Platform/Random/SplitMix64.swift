// SPDX-License-Identifier: Apache-2.0

/// Spreads numbers that are alike evenly over 64 bits.
/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
package enum SplitMix64 {
  /// 2^64 divided by the golden ratio: what the state of the generator grows by.
  package static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A one-to-one mixture of the bits in which each of them changes half of the others.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
