// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Records

@Suite struct ChunkedListTests {
  private static let size = ChunkedList<Int>.size

  private func list(_ numbers: Range<Int>) -> ChunkedList<Int> {
    var list = ChunkedList<Int>()
    for number in numbers { list.append(number) }
    return list
  }

  @Test(arguments: [0, 1, size - 1, size, size + 1, 2 * size, 2 * size + 3])
  func piecesAreFullButTheLast(count: Int) {
    let list = list(0..<count)
    #expect(list.count == count && Array(list.chunks.joined()) == Array(0..<count))
    #expect(list.chunks.dropLast().allSatisfy { $0.count == Self.size })
    #expect(list.chunks.allSatisfy { (1...Self.size).contains($0.count) })
    for index in [0, count / 2, count - 1] where (0..<count).contains(index) {
      #expect(list[index] == index)
    }
  }

  /// Whatever the places of the borders in both.
  @Test(arguments: [0, 5, size - 1, size, size + 7], [0, 3, size, size + 1, 2 * size - 5])
  func listsAreJoined(first: Int, second: Int) {
    var joined = list(0..<first)
    joined.append(contentsOf: list(first..<first + second))
    #expect(joined.count == first + second)
    #expect(Array(joined.chunks.joined()) == Array(0..<first + second))
    #expect(joined.chunks.dropLast().allSatisfy { $0.count == Self.size })
  }

  @Test(arguments: [0, 1, 4, size, size + 2, 3 * size])
  func noMoreThanTheLimitIsAdded(limit: Int) {
    var list = list(0..<10)
    list.append(contentsOf: self.list(10..<Self.size + 15), atMost: limit)
    let wanted = 10 + min(limit, Self.size + 5)
    #expect(list.count == wanted && Array(list.chunks.joined()) == Array(0..<wanted))
  }

  @Test func theFirstPieceGoes() {
    var list = list(0..<Self.size + 2)
    list.removeFirstChunk()
    #expect(list.count == 2 && list[0] == Self.size && list[1] == Self.size + 1)
  }
}
