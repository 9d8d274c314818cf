// SPDX-License-Identifier: Apache-2.0

import Dataset
package import Records

/// The classes of rows by number, in the order of their first rows. A file with more classes than
/// numbers is seen as if those behind the last number were one.
package struct ClassNumbers: Mergeable {
  package private(set) var labels = ChunkedList<UInt16>()
  /// How many rows a class has.
  package private(set) var sizes: [Int] = []
  private var hashes: [UInt64] = []
  private var numbers: [UInt64: UInt16] = [:]

  /// Whether there are as many classes as numbers.
  package var isFull: Bool { hashes.count > Int(UInt16.max) }

  /// Adds a row by the hash of its completion.
  package mutating func add(_ completion: UInt64) {
    let label = number(of: completion)
    labels.append(label)
    sizes[Int(label)] += 1
  }

  package mutating func merge(_ next: ClassNumbers) {
    let mine = next.hashes.map { number(of: $0) }
    for chunk in next.labels.chunks { for label in chunk { labels.append(mine[Int(label)]) } }
    for (label, size) in next.sizes.enumerated() { sizes[Int(mine[label])] += size }
  }

  private mutating func number(of hash: UInt64) -> UInt16 {
    if let number = numbers[hash] { return number }
    let number = UInt16(clamping: hashes.count)
    if number == hashes.count {
      hashes.append(hash)
      sizes.append(0)
    }
    numbers[hash] = number
    return number
  }
}
