// SPDX-License-Identifier: Apache-2.0

/// A binary heap of places in a word, lowest rank first, leftmost first among equals.
struct CandidateHeap {
  /// Rank in the high 22 bits, place in the low 42.
  private var items: [UInt64] = []
  private static let placeBits: UInt64 = 42

  /// Adds a candidate without ordering; `order()` must follow before the first is taken.
  mutating func append(rank: UInt32, place: Int) {
    items.append(Self.item(rank, place))
  }

  /// Makes a heap of what `append` gathered, in linear time.
  mutating func order() {
    for index in stride(from: items.count / 2 - 1, through: 0, by: -1) { sink(from: index) }
  }

  mutating func insert(rank: UInt32, place: Int) {
    let item = Self.item(rank, place)
    var index = items.count
    items.append(item)
    while index > 0, items[(index - 1) / 2] > item {
      items[index] = items[(index - 1) / 2]
      index = (index - 1) / 2
    }
    items[index] = item
  }

  mutating func popFirst() -> (rank: UInt32, place: Int)? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty {
      items[0] = last
      sink(from: 0)
    }
    let place = Int(first & (1 << Self.placeBits - 1))
    return (UInt32(first >> Self.placeBits), place)
  }

  private mutating func sink(from start: Int) {
    let item = items[start]
    var index = start
    while true {
      var child = 2 * index + 1
      guard child < items.count else { break }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < item else { break }
      items[index] = items[child]
      index = child
    }
    items[index] = item
  }

  private static func item(_ rank: UInt32, _ place: Int) -> UInt64 {
    UInt64(rank) << placeBits | UInt64(place)
  }
}
