// SPDX-License-Identifier: Apache-2.0

import Platform

/// Counts line breaks: LF, CR LF, or CR alone.
enum LineBreaks {
  static func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress, !text.isEmpty else { return 0 }
    var count = 0
    var place = 0
    while let feed = memchr(base + place, 0x0A, text.count - place) {
      count += 1
      place = base.distance(to: feed) + 1
      if place == text.count { break }
    }
    guard memchr(base, 0x0D, text.count) != nil else { return count }
    for index in text.indices where text[index] == 0x0D {
      if index + 1 == text.count || text[index + 1] != 0x0A { count += 1 }
    }
    return count
  }
}

/// Finds the lines of a block one after the other, each byte looked at once for a kind of line break.
struct LineSearch {
  private var feed = -1
  private var carriageReturn = -1

  /// The line that starts at `position`: where its text ends, and where the next line starts.
  mutating func line(
    in block: UnsafeBufferPointer<UInt8>, from position: Int
  ) -> (end: Int, next: Int) {
    if feed < position { feed = Self.first(0x0A, in: block, from: position) }
    if carriageReturn < position { carriageReturn = Self.first(0x0D, in: block, from: position) }
    let end = min(feed, carriageReturn)
    let isPair = carriageReturn + 1 == feed && feed < block.count
    return (end, min(end + (isPair && end == carriageReturn ? 2 : 1), block.count))
  }

  private static func first(
    _ byte: Int32, in block: UnsafeBufferPointer<UInt8>, from position: Int
  ) -> Int {
    guard let base = block.baseAddress, position < block.count else { return block.count }
    return memchr(base + position, byte, block.count - position).map { base.distance(to: $0) }
      ?? block.count
  }
}

extension UnsafePointer<UInt8> {
  /// The distance to a pointer that `memchr` gave.
  func distance(to pointer: UnsafeMutableRawPointer) -> Int {
    UnsafeRawPointer(pointer) - UnsafeRawPointer(self)
  }
}
