// SPDX-License-Identifier: Apache-2.0

/// A long list in pieces, so that growing never holds the elements twice.
package struct ChunkedList<Element: Sendable>: Sendable {
  private static var bits: Int { 16 }
  package static var size: Int { 1 << bits }

  package private(set) var chunks: [[Element]] = []
  package private(set) var count = 0

  package init() {}

  package subscript(index: Int) -> Element { chunks[index >> Self.bits][index & (Self.size - 1)] }

  package mutating func append(_ element: Element) {
    if count & (Self.size - 1) == 0 { chunks.append([]) }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  /// Lets go of the first chunk, which must be a whole one.
  mutating func removeFirstChunk() { count -= chunks.removeFirst().count }

  /// Adds the elements of another list, the first `limit` of them.
  package mutating func append(contentsOf next: ChunkedList, atMost limit: Int = .max) {
    var left = limit
    for chunk in next.chunks {
      let wanted = min(chunk.count, left)
      left -= wanted
      var start = 0
      while start < wanted {
        if count & (Self.size - 1) == 0 {
          chunks.append([])
          // Later pieces fill up, so they are made once and whole.
          if chunks.count > 1 { chunks[chunks.count - 1].reserveCapacity(Self.size) }
        }
        let room = Self.size - count & (Self.size - 1)
        let end = min(wanted, start + room)
        chunks[chunks.count - 1].append(contentsOf: chunk[start..<end])
        count += end - start
        start = end
      }
    }
  }
}
