// SPDX-License-Identifier: Apache-2.0

import Platform

/// The different shingles of a text, or the smallest of them: with 1,000 of a long text the estimate
/// of its similarity is within 3 % (bottom-k sketches; Cohen and Kaplan, 2007), and memory bounded.
package struct ShingleSet: Sendable {
  static let limit = 1000

  /// Ascending.
  private let hashes: [UInt32]
  private let isWhole: Bool

  init(_ text: [UInt8], seed: UInt64) {
    var all: [UInt32] = []
    all.reserveCapacity(text.count)
    Shingles.forEach(text, seed: seed) { all.append(UInt32(truncatingIfNeeded: $0)) }
    all.sort()
    var unique: [UInt32] = []
    for hash in all where unique.last != hash {
      guard unique.count < Self.limit else { break }
      unique.append(hash)
    }
    hashes = unique
    isWhole = unique.count < Self.limit
  }

  /// As it is written down: whether it is whole, and the digits of its hashes.
  package var digits: String {
    hashes.reduce(into: isWhole ? "w" : "p") { $0 += Hexadecimal.digits($1, count: 8) }
  }

  /// Nil when the text is none that was written down.
  package init?(digits: String) {
    let digits = Array(digits.utf8)
    guard let mark = digits.first, mark == UInt8(ascii: "w") || mark == UInt8(ascii: "p"),
      digits.count % 8 == 1
    else { return nil }
    var hashes: [UInt32] = []
    for start in stride(from: 1, to: digits.count, by: 8) {
      guard let hash = Hexadecimal.value(of: digits[start..<start + 8]) else { return nil }
      hashes.append(UInt32(truncatingIfNeeded: hash))
    }
    self.hashes = hashes
    isWhole = mark == UInt8(ascii: "w")
  }

  /// Jaccard's similarity: what both have over what either has.
  func similarity(to other: ShingleSet) -> Double {
    let wanted = isWhole && other.isWhole ? Int.max : Self.limit
    var mine = 0
    var theirs = 0
    var either = 0
    var both = 0
    while either < wanted, mine < hashes.count || theirs < other.hashes.count {
      let left = mine < hashes.count ? UInt64(hashes[mine]) : .max
      let right = theirs < other.hashes.count ? UInt64(other.hashes[theirs]) : .max
      if left == right { both += 1 }
      if left <= right { mine += 1 }
      if right <= left { theirs += 1 }
      either += 1
    }
    return either == 0 ? 0 : Double(both) / Double(either)
  }
}
