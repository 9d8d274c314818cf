// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// Reads a file or standard input in blocks and hands over its lines without copying them. Memory is
/// that of the block, or of the longest line where that is longer.
package final class LineReader {
  /// The path as the user gave it; `-` is standard input.
  package let path: String
  /// The number of the line that `next()` returned last, counted from 1.
  package private(set) var line = 0
  /// The bytes of the file before the piece that `nextPiece()` returned last.
  package private(set) var pieceOffset = 0
  private var nextOffset = 0
  private let file: OpenFile
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// What has been read and not been handed over.
  private var unread = 0..<0
  private var isAtEnd = false

  /// Opens the file. A smaller `blockSize` serves tests.
  /// - Throws: `AssayError` when it cannot be read.
  package init(path: String, blockSize: Int = 1 << 18) throws(AssayError) {
    self.path = path
    capacity = blockSize
    file = try OpenFile.input(path, remedy: "Check the path and the permission to read it")
    buffer = .allocate(capacity: blockSize)
  }

  deinit {
    buffer.deallocate()
  }

  /// The next line without its line feed or carriage return and line feed, valid until the next
  /// call; nil at the end. The last line needs no line feed.
  package func next() throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    var searched = 0
    while true {
      let start = buffer + unread.lowerBound
      if let found = memchr(start + searched, 0x0A, unread.count - searched) {
        let length = found - UnsafeMutableRawPointer(start)
        unread = unread.lowerBound + length + 1..<unread.upperBound
        return handOver(start, length)
      }
      searched = unread.count
      if isAtEnd { break }
      try fill()
    }
    guard !unread.isEmpty else { return nil }
    let (start, length) = (buffer + unread.lowerBound, unread.count)
    unread = 0..<0
    return handOver(start, length)
  }

  /// The next piece of the file as it is, valid until the next call; nil at the end. Pieces end
  /// where all splitters that are written by hand end a word whatever follows: between a letter or
  /// digit of ASCII and white space.
  package func nextPiece() throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    while !isAtEnd, unread.count < capacity { try fill() }
    while !isAtEnd {
      if let length = lengthToLastWordEnd() { return piece(length) }
      try fill()
    }
    return unread.isEmpty ? nil : piece(unread.count)
  }

  /// All of the file that is left, as one piece.
  package func rest() throws(AssayError) -> UnsafeBufferPointer<UInt8> {
    while !isAtEnd { try fill() }
    return piece(unread.count)
  }

  /// Where a byte of the line that `next()` returned last stands; of a piece only the file is known.
  package func location(ofByte offset: Int) -> Location {
    line > 0 ? Location(file: path, line: line, column: offset + 1) : Location(file: path)
  }

  private func piece(_ length: Int) -> UnsafeBufferPointer<UInt8> {
    let piece = UnsafeBufferPointer(start: buffer + unread.lowerBound, count: length)
    unread = unread.lowerBound + length..<unread.upperBound
    (pieceOffset, nextOffset) = (nextOffset, nextOffset + length)
    return piece
  }

  private func lengthToLastWordEnd() -> Int? {
    let start = buffer + unread.lowerBound
    var index = unread.count - 1
    while index > 0 {
      if Self.isWhiteSpace(start[index]), Self.isWordPart(start[index - 1]) { return index }
      index -= 1
    }
    return nil
  }

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  private func handOver(_ start: UnsafePointer<UInt8>, _ length: Int)
    -> UnsafeBufferPointer<UInt8>
  {
    line += 1
    let hasReturn = length > 0 && start[length - 1] == 0x0D
    return UnsafeBufferPointer(start: start, count: hasReturn ? length - 1 : length)
  }

  /// Moves what is unread to the front and reads more behind it.
  private func fill() throws(AssayError) {
    if unread.count == capacity {
      capacity *= 2
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
      larger.update(from: buffer + unread.lowerBound, count: unread.count)
      buffer.deallocate()
      buffer = larger
    } else if unread.lowerBound > 0 {
      memmove(buffer, buffer + unread.lowerBound, unread.count)
    }
    unread = 0..<unread.count
    let room = UnsafeMutableRawBufferPointer(
      start: buffer + unread.count, count: capacity - unread.count)
    let count = try file.read(into: room)
    isAtEnd = count == 0
    unread = 0..<unread.count + count
  }
}
