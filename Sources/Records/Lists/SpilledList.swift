// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
import Tables

/// A long list of which memory holds the last part and a temporary file the rest, so that what is known
/// of each row does not make memory grow with the rows. Without room for the file all stays in memory.
@usableFromInline package struct SpilledList<Element: BitwiseCopyable & Sendable>: Sendable {
  /// So many elements are held before they are written.
  @inlinable static var held: Int { 4 * ChunkedList<Element>.size }

  /// Where the pieces of the file start; each has as many elements as a chunk.
  @usableFromInline var offsets: [Int] = []
  private var end = 0
  private var file: TemporaryFile?
  @usableFromInline var tail = ChunkedList<Element>()
  private var hasRoom = true
  @usableFromInline var isUnreadable = false

  package init() {}

  @inlinable package var count: Int { offsets.count * ChunkedList<Element>.size + tail.count }

  /// The list in pieces: `chunk(0)` and so on.
  package var chunkCount: Int { offsets.count + tail.chunks.count }

  /// - Throws: `AssayError` when the disk fails.
  package func chunk(_ index: Int) throws(AssayError) -> [Element] {
    guard !isUnreadable, let chunk = readable(index) else { throw .unreadableScratch }
    return chunk
  }

  /// The element at a place: quick for the last ones, a read for each of the others.
  package subscript(index: Int) -> Element {
    get throws(AssayError) {
      let size = ChunkedList<Element>.size
      let (piece, place) = index.quotientAndRemainder(dividingBy: size)
      guard piece < offsets.count else { return tail[index - offsets.count * size] }
      var offset = offsets[piece] + place * MemoryLayout<Element>.stride
      guard !isUnreadable, let found: [Element] = file?.read(1, at: &offset) else {
        throw .unreadableScratch
      }
      return found[0]
    }
  }

  @inlinable package mutating func append(_ element: Element) {
    tail.append(element)
    if tail.count >= Self.held { spill() }
  }

  /// Adds the elements of another list, the first `limit` of them.
  @inlinable package mutating func append(contentsOf next: SpilledList, atMost limit: Int = .max) {
    var left = limit
    for index in next.offsets.indices where left > 0 {
      guard let chunk = next.readable(index) else {
        isUnreadable = true
        return
      }
      for element in chunk.prefix(left) { append(element) }
      left -= min(left, chunk.count)
    }
    tail.append(contentsOf: next.tail, atMost: left)
    isUnreadable = isUnreadable || next.isUnreadable
    if tail.count >= Self.held { spill() }
  }

  @usableFromInline func readable(_ index: Int) -> [Element]? {
    guard index < offsets.count else { return tail.chunks[index - offsets.count] }
    var offset = offsets[index]
    return file?.read(ChunkedList<Element>.size, at: &offset)
  }

  /// Writes all whole chunks.
  @usableFromInline mutating func spill() {
    guard hasRoom else { return }
    file = file ?? TemporaryFile()
    while let chunk = tail.chunks.first, chunk.count == ChunkedList<Element>.size {
      let start = end
      guard let file, file.write(chunk, at: &end) else {
        hasRoom = false
        return
      }
      offsets.append(start)
      tail.removeFirstChunk()
    }
  }
}

extension AssayError {
  /// The disk failed under what is kept of the rows.
  fileprivate static let unreadableScratch = AssayError(
    "a temporary file cannot be read", remedy: "Check the disk, or set TMPDIR to another")
}
