// SPDX-License-Identifier: Apache-2.0

/// Sorts out the values of a long list that occur once, which are nearly all: a bit for each place
/// that a value has hit and one for each that was hit twice (a Bloom filter of one hash; Bloom,
/// 1970). Values must be evenly spread over 64 bits.
struct RepeatFilter {
  /// 4 MB a bitmap; longer lists let more values through.
  private static let mostBits = 25

  private var hit: [UInt64]
  private var repeated: [UInt64]
  private let shift: UInt64

  /// - Parameter count: how many values will come; a 16th of the single ones pass by chance.
  init(count: Int) {
    var bits = 10
    while bits < Self.mostBits, 1 << bits < 16 * count { bits += 1 }
    hit = Array(repeating: 0, count: 1 << (bits - 6))
    repeated = hit
    shift = UInt64(64 - bits)
  }

  @inline(__always)
  mutating func insert(_ value: UInt64) {
    let place = Int(truncatingIfNeeded: value >> shift)
    let bit: UInt64 = 1 << UInt64(place & 63)
    repeated[place >> 6] |= hit[place >> 6] & bit
    hit[place >> 6] |= bit
  }

  /// Whether a value that was inserted may have been inserted twice.
  @inline(__always)
  func mayRepeat(_ value: UInt64) -> Bool {
    let place = Int(truncatingIfNeeded: value >> shift)
    return repeated[place >> 6] & 1 << UInt64(place & 63) != 0
  }
}
