// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Records

@Suite struct SpilledListTests {
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

  /// Most of the list is in a file by then.
  @Test func longListsComeBackFromTheirFile() throws {
    let count = 700_000
    var joined = SpilledList<Int>()
    for start in stride(from: 0, to: count, by: 30_011) {
      var part = SpilledList<Int>()
      for value in start..<min(count, start + 30_011) { part.append(value) }
      joined.append(contentsOf: part)
    }
    #expect(joined.count == count)
    var all: [Int] = []
    for index in 0..<joined.chunkCount { all += try joined.chunk(index) }
    #expect(all == Array(0..<count))
    for index in [0, 65_535, 65_536, 400_001, count - 1] { #expect(try joined[index] == index) }
    var twice = SpilledList<Int>()
    twice.append(contentsOf: joined)
    twice.append(contentsOf: joined, atMost: 300_000)
    #expect(twice.count == count + 300_000)
    // The first one that is still in memory stands right behind the last piece of the file.
    let whole = 65_536 * 8
    var short = SpilledList<Int>()
    for value in 0..<whole + 3 { short.append(value) }
    #expect(try short[whole] == whole && short[whole + 2] == whole + 2)
    #expect(short.offsets.count == 8 && short.tail.count == 3)
    #expect(try twice[count - 1] == count - 1 && twice[count + 299_999] == 299_999)
  }
}
