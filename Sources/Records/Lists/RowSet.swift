// SPDX-License-Identifier: Apache-2.0

/// A set of row numbers, one bit a row.
package struct RowSet: Sendable {
  private var words: [UInt64] = []
  package private(set) var count = 0

  package init() {}

  package init(_ rows: some Sequence<Int>) {
    for row in rows { insert(row) }
  }

  package var isEmpty: Bool { count == 0 }

  package func contains(_ row: Int) -> Bool {
    let word = row >> 6
    return word < words.count && words[word] & (1 << UInt64(row & 63)) != 0
  }

  package func subtracting(_ other: RowSet) -> RowSet {
    var result = RowSet()
    for (word, bits) in words.enumerated() {
      let rest = bits & ~(word < other.words.count ? other.words[word] : 0)
      result.words.append(rest)
      result.count += rest.nonzeroBitCount
    }
    return result
  }

  package mutating func formUnion(_ other: RowSet) {
    for (word, bits) in other.words.enumerated() where bits != 0 {
      if word >= words.count {
        words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
      }
      count += (bits & ~words[word]).nonzeroBitCount
      words[word] |= bits
    }
  }

  package mutating func insert(_ row: Int) {
    guard !contains(row) else { return }
    let word = row >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    words[word] |= 1 << UInt64(row & 63)
    count += 1
  }
}
