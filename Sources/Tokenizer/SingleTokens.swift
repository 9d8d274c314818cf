// SPDX-License-Identifier: Apache-2.0

/// The words of up to 15 bytes that are one token, to be found without merging: an open hash table
/// with at most half of its slots taken. It belongs to its vocabulary, which must outlive it.
struct SingleTokens: Sendable {
  nonisolated(unsafe) private let slots: UnsafeMutablePointer<WordCache.Key>
  private let mask: Int
  private static let empty = WordCache.Key(low: 0, high: 0)

  /// Merges each token's bytes, since nothing forbids a vocabulary tokens that no merges lead to.
  init(_ vocabulary: Vocabulary) {
    var capacity = 16
    while capacity < 2 * vocabulary.size { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Self.empty, count: capacity)
    let merger = BytePairMerger(vocabulary)
    defer { merger.deallocate() }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: WordCache.longestWord) { ids in
      for id in 0..<vocabulary.size {
        vocabulary.token(Int32(id)).withUnsafeBufferPointer { token in
          guard let word = token.baseAddress, (1...WordCache.longestWord).contains(token.count),
            merger.encode(word, count: token.count, to: ids.baseAddress!) == 1
          else { return }
          insert(WordCache.key(word, length: token.count, end: word + token.count))
        }
      }
    }
  }

  func deallocate() { slots.deallocate() }

  func contains(_ key: WordCache.Key) -> Bool { slots[slot(of: key)] == key }

  private func insert(_ key: WordCache.Key) { slots[slot(of: key)] = key }

  /// Where a word stands, or would.
  private func slot(of key: WordCache.Key) -> Int {
    let mixed = (key.low ^ (key.high &* 0x9FB2_1C65_1E98_DF25)) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 32) & mask
    while slots[slot] != key, slots[slot] != Self.empty { slot = (slot &+ 1) & mask }
    return slot
  }
}
