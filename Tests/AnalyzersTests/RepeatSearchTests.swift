// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Platform
import Records
import Testing

@testable import Analyzers

@Suite struct RepeatSearchTests {
  private func repeats(_ hashes: [UInt64]) throws -> [Int: Int] {
    var list = SpilledList<UInt64>()
    for hash in hashes { list.append(hash) }
    var found: [Int: Int] = [:]
    try RepeatSearch.forEachRepeat(in: list) { place, first in found[place] = first }
    return found
  }

  @Test func theFirstPlaceOfEachHashIsNamed() throws {
    #expect(try repeats([]) == [:])
    #expect(try repeats([7, .max, 0, 7, 0, 7, .max]) == [3: 0, 4: 2, 5: 0, 6: 1])
  }

  /// Keys that share half of their bits are no repeats.
  @Test func allBitsOfAKeyCount() throws {
    var list = SpilledList<WideHash>()
    for second: UInt64 in [1, 2, 1, 3, 2] { list.append(WideHash(first: 77, second: second)) }
    var found: [Int: Int] = [:]
    try RepeatSearch.forEachRepeat(in: list) { place, first in found[place] = first }
    #expect(found == [2: 0, 4: 1])
  }

  /// More hashes than one range, in which a dictionary finds the same.
  @Test func longListsAreSearchedRangeByRange() throws {
    var generator = SeededGenerator(seed: 1)
    let values = (0..<300_000).map { _ in generator.next() }
    let hashes = (0..<400_000).map { $0 < 300_000 ? values[$0] : values[($0 * 7) % 300_000] }
    var firsts: [UInt64: Int] = [:]
    var expected: [Int: Int] = [:]
    for (place, hash) in hashes.enumerated() {
      if let first = firsts[hash] { expected[place] = first } else { firsts[hash] = place }
    }
    #expect(try repeats(hashes) == expected)
  }

  /// Hashes that all lie in one range, so that its table has to grow: the first place is kept too.
  @Test func oneFullRangeKeepsItsFirstPlaces() throws {
    let count = 200_000
    let distinct = (0..<count).map { (UInt64($0 + 1) &* 0x9E37_79B9_7F4A_7C15) >> 4 }
    let found = try repeats(distinct + distinct)
    #expect(found.count == count)
    #expect((0..<count).allSatisfy { found[$0 + count] == $0 })
  }
}
