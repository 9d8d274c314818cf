// SPDX-License-Identifier: Apache-2.0

/// A long list in pieces, so that growing never holds the elements twice. Inlinable, with its
/// type: each row of a file is appended to a dozen of these, and a generic call across rooms costs more
/// than the append.
@usableFromInline package struct ChunkedList<Element: Sendable>: Sendable {
  @inlinable package static var size: Int { 1 << 16 }

  @usableFromInline var pieces: [[Element]] = []
  @usableFromInline var length = 0

  @inlinable package init() {}

  @inlinable package var chunks: [[Element]] { pieces }
  @inlinable package var count: Int { length }

  @inlinable package subscript(index: Int) -> Element {
    pieces[index / Self.size][index % Self.size]
  }

  @inlinable package mutating func append(_ element: Element) {
    if length & (Self.size - 1) == 0 { pieces.append([]) }
    pieces[pieces.count - 1].append(element)
    length += 1
  }

  /// Lets go of the first chunk, which must be a whole one.
  mutating func removeFirstChunk() { length -= pieces.removeFirst().count }

  /// Adds the elements of another list, the first `limit` of them.
  @inlinable package mutating func append(
    contentsOf next: ChunkedList, atMost limit: Int = .max
  ) {
    var left = limit
    for chunk in next.pieces {
      let wanted = min(chunk.count, left)
      left -= wanted
      var start = 0
      while start < wanted {
        if length & (Self.size - 1) == 0 {
          pieces.append([])
          // Later pieces fill up, so they are made once and whole.
          if pieces.count > 1 { pieces[pieces.count - 1].reserveCapacity(Self.size) }
        }
        let room = Self.size - length & (Self.size - 1)
        let end = min(wanted, start + room)
        pieces[pieces.count - 1].append(contentsOf: chunk[start..<end])
        length += end - start
        start = end
      }
    }
  }
}
