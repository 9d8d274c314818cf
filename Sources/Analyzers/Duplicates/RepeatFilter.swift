// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records

/// Sorts out the values of a long list that occur once, which are nearly all: two bits for each place
/// say whether a value has hit it and whether another has, in the manner of a Bloom filter of one
/// hash (Bloom, 1970). Values must be evenly spread over 64 bits.
struct RepeatFilter {
  /// 8 MB; of longer lists more single values pass.
  private static let mostBits = 25

  private var words: [UInt64]
  private let shift: UInt64

  /// - Parameter count: how many values will come; an eighth of the single ones pass by chance.
  init(count: Int) {
    var bits = 10
    while bits < Self.mostBits, 1 << bits < 8 * count { bits += 1 }
    words = Array(repeating: 0, count: 1 << (bits - 5))
    shift = UInt64(64 - bits)
  }

  /// With all hashes of a list.
  /// - Throws: `AssayError` when the disk fails under the list.
  init(of hashes: SpilledList<some SpreadHash>) throws(AssayError) {
    self.init(count: hashes.count)
    for index in 0..<hashes.chunkCount {
      for hash in try hashes.chunk(index) { insert(hash.spread) }
    }
  }

  mutating func insert(_ value: UInt64) {
    let place = value >> shift
    let bit: UInt64 = 1 << (2 * (place & 31))
    let word = Int(truncatingIfNeeded: place >> 5)
    words[word] |= (words[word] & bit) << 1 | bit
  }

  /// Whether a value that was inserted may have been inserted twice.
  func mayRepeat(_ value: UInt64) -> Bool {
    let place = value >> shift
    return words[Int(truncatingIfNeeded: place >> 5)] & 2 << (2 * (place & 31)) != 0
  }
}
