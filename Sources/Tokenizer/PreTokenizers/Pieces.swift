// SPDX-License-Identifier: Apache-2.0

/// The pieces of a text on their way through the stages of pre-tokenization.
struct Pieces {
  /// The text, with what stages put into it.
  private(set) var bytes: [UInt8]
  /// Where the pieces stand in the bytes, in their order; none is empty.
  private(set) var ranges: [Range<Int>]
  /// Whether the first piece starts where the whole text does.
  private(set) var startsText: Bool

  init(_ bytes: [UInt8], startsText: Bool) {
    self.bytes = bytes
    ranges = bytes.isEmpty ? [] : [0..<bytes.count]
    self.startsText = startsText
  }

  /// Replaces each piece by parts of it.
  /// - Parameter body: adds the parts of a piece, as places in all bytes.
  mutating func split(
    _ body: (UnsafeBufferPointer<UInt8>, Range<Int>, inout [Range<Int>]) -> Void
  ) {
    var parts: [Range<Int>] = []
    parts.reserveCapacity(max(ranges.count, bytes.count / 4))
    let first = ranges.first?.lowerBound
    bytes.withUnsafeBufferPointer { buffer in
      for range in ranges { body(buffer, range, &parts) }
    }
    parts.removeAll { $0.isEmpty }
    if parts.first?.lowerBound != first { startsText = false }
    ranges = parts
  }

  /// Writes each piece anew.
  /// - Parameter body: adds the bytes of a piece; true is said of one at the start of the text.
  mutating func rewrite(_ body: (UnsafeBufferPointer<UInt8>, Bool, inout [UInt8]) -> Void) {
    var changed: [UInt8] = []
    changed.reserveCapacity(bytes.count + bytes.count / 4 + ranges.count)
    var places: [Range<Int>] = []
    places.reserveCapacity(ranges.count)
    bytes.withUnsafeBufferPointer { buffer in
      for (index, range) in ranges.enumerated() {
        let start = changed.count
        body(UnsafeBufferPointer(rebasing: buffer[range]), index == 0 && startsText, &changed)
        if changed.count > start { places.append(start..<changed.count) }
      }
    }
    bytes = changed
    ranges = places
  }
}
