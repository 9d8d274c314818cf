// SPDX-License-Identifier: Apache-2.0

import Platform

/// Finds the id of a token by its bytes: an open hash table of ids with at most half of its slots
/// taken, beside the bytes of the tokens.
final class TokenIndex: Sendable {
  private let bytes: [UInt8]
  private let offsets: [Int32]
  let slots: [Int32]
  /// The bytes of the longest token.
  let longest: Int
  static let empty: Int32 = -1

  /// - Parameters:
  ///   - tokens: the bytes of all tokens.
  ///   - ids: those that are to be found; of several with the same bytes the first.
  init(_ tokens: (bytes: [UInt8], offsets: [Int32]), ids: some Collection<Int32>) {
    (bytes, offsets) = tokens
    var capacity = 16
    while capacity < 2 * ids.count { capacity *= 2 }
    var slots = [Int32](repeating: Self.empty, count: capacity)
    var longest = 0
    tokens.bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return }
      for id in ids {
        let range = Int(tokens.offsets[Int(id)])..<Int(tokens.offsets[Int(id) + 1])
        guard !range.isEmpty else { continue }
        longest = max(longest, range.count)
        var slot = Self.hash(base + range.lowerBound, range.count) & (capacity - 1)
        while slots[slot] != Self.empty,
          !Self.equal(
            tokens.offsets, base, id: slots[slot], word: base + range.lowerBound, count: range.count
          )
        {
          slot = (slot + 1) & (capacity - 1)
        }
        if slots[slot] == Self.empty { slots[slot] = id }
      }
    }
    self.slots = slots
    self.longest = longest
  }

  /// The id of the token with these bytes, or nil.
  func find(_ word: UnsafePointer<UInt8>, count: Int) -> Int32? {
    guard count <= longest else { return nil }
    return bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return nil }
      var slot = Self.hash(word, count) & (slots.count - 1)
      while slots[slot] != Self.empty {
        if Self.equal(offsets, base, id: slots[slot], word: word, count: count) {
          return slots[slot]
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  func find(_ text: String) -> Int32? {
    var text = text
    return text.withUTF8 { buffer in
      buffer.baseAddress.flatMap { find($0, count: buffer.count) }
    }
  }

  @inline(__always)
  private static func equal(
    _ offsets: [Int32], _ base: UnsafePointer<UInt8>, id: Int32, word: UnsafePointer<UInt8>,
    count: Int
  ) -> Bool {
    let start = Int(offsets[Int(id)])
    return Int(offsets[Int(id) + 1]) - start == count && memcmp(base + start, word, count) == 0
  }

  @inline(__always)
  private static func hash(_ word: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(word)
    var hash = UInt64(count)
    var place = 0
    while place + 8 <= count {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < count {
      rest = rest << 8 | UInt64(word[place])
      place += 1
    }
    return Int(truncatingIfNeeded: mixed(hash ^ rest) >> 32)
  }

  /// A number whose high half depends on each bit of another, which it does not where a product is cut
  /// in its middle: tokens that differ in their last letters only would share a place.
  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = (word ^ word >> 32) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }
}
