// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import RuleEngine

@Suite struct RepeatSearchTests {
  private func repeats(_ hashes: [UInt64]) -> [Int: Int] {
    var list = ChunkedList<UInt64>()
    for hash in hashes { list.append(hash) }
    var found: [Int: Int] = [:]
    RepeatSearch.forEachRepeat(in: list) { place, first in found[place] = first }
    return found
  }

  @Test func theFirstPlaceOfEachHashIsNamed() {
    #expect(repeats([]) == [:])
    #expect(repeats([7, .max, 0, 7, 0, 7, .max]) == [3: 0, 4: 2, 5: 0, 6: 1])
  }

  /// More hashes than one range, in which a dictionary finds the same.
  @Test func longListsAreSearchedRangeByRange() {
    var generator = SeededGenerator(seed: 1)
    let values = (0..<300_000).map { _ in generator.next() }
    let hashes = (0..<400_000).map { $0 < 300_000 ? values[$0] : values[($0 * 7) % 300_000] }
    var firsts: [UInt64: Int] = [:]
    var expected: [Int: Int] = [:]
    for (place, hash) in hashes.enumerated() {
      if let first = firsts[hash] { expected[place] = first } else { firsts[hash] = place }
    }
    #expect(repeats(hashes) == expected)
  }

  @Test func listsInPiecesAreJoined() {
    var joined = ChunkedList<Int>()
    for start in stride(from: 0, to: 200_000, by: 30_011) {
      var part = ChunkedList<Int>()
      for value in start..<min(200_000, start + 30_011) { part.append(value) }
      joined.append(contentsOf: part)
    }
    #expect(joined.count == 200_000)
    #expect((0..<200_000).allSatisfy { joined[$0] == $0 })
  }
}
