// SPDX-License-Identifier: Apache-2.0

import Platform

/// UTF-8 of a cell. Checks look at bytes and never at `Character`s: separators are ASCII nearly
/// always, and grapheme breaking would cost more than all rules together.
package typealias Bytes = UnsafeBufferPointer<UInt8>

extension UInt8 {
  /// Space, tab, line breaks.
  @inlinable package var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// An ASCII letter or digit, or any part of a character outside ASCII.
  @inlinable package var isWordPart: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: false
    }
  }

  /// Marks that ordinary sentences end with.
  @inlinable package var isSentenceMark: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: ")"),
      UInt8(ascii: "]"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// Neither text nor whitespace nor a sentence mark: what separators are made of.
  @inlinable package var isSymbol: Bool {
    !isWordPart && !isWhitespace && !isSentenceMark && self > 0x20
  }
}

extension BidirectionalCollection where Element == UInt8 {
  /// The part without the bytes at both ends that `isDropped` accepts.
  @inlinable package func trimmed(_ isDropped: (UInt8) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isDropped($0) }) else { return self[endIndex...] }
    let last = lastIndex { !isDropped($0) } ?? first
    return self[first...last]
  }

  /// Whether there is nothing but whitespace.
  @inlinable package var isBlank: Bool { allSatisfy { $0.isWhitespace } }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether no byte is part of a character outside ASCII.
  @inlinable package var isASCII: Bool {
    let raw = UnsafeRawBufferPointer(self)
    var position = 0
    while position + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { return false }
      position += 8
    }
    return raw[position...].allSatisfy { $0 < 0x80 }
  }

  /// Whether the byte occurs at `start` or behind it.
  package func contains(byte: UInt8, from start: Int) -> Bool {
    guard let baseAddress, start < count else { return false }
    return memchr(baseAddress + start, Int32(byte), count - start) != nil
  }

  /// Whether the text ends in `ending`.
  package func ends(in ending: [UInt8]) -> Bool {
    guard count >= ending.count, !ending.isEmpty, let baseAddress else { return false }
    return memcmp(baseAddress + (count - ending.count), ending, ending.count) == 0
  }

  /// The offset of the first occurrence of `needle` that ends at or before `limit`. It jumps from
  /// one rare byte of the needle to the next.
  package func firstOffset(of needle: [UInt8], before limit: Int? = nil) -> Int? {
    guard !needle.isEmpty else { return nil }
    return firstOffset(of: needle, pivot: Self.pivot(of: needle), before: limit)
  }

  /// - Parameter pivot: the place of the rare byte.
  func firstOffset(of needle: [UInt8], pivot: Int, before limit: Int? = nil) -> Int? {
    let length = limit ?? count
    guard length >= needle.count, let baseAddress else { return nil }
    let last = length - needle.count
    var start = 0
    while start <= last {
      let from = baseAddress + start + pivot
      guard let found = memchr(from, Int32(needle[pivot]), last - start + 1) else { return nil }
      start += UnsafeRawPointer(found) - UnsafeRawPointer(from)
      if memcmp(baseAddress + start, needle, needle.count) == 0 { return start }
      start += 1
    }
    return nil
  }

  /// The place of a byte of the needle that is rare in text: a symbol, else a capital.
  package static func pivot(of needle: [UInt8]) -> Int {
    needle.firstIndex { $0.isSymbol } ?? needle.firstIndex { (0x41...0x5A).contains($0) } ?? 0
  }
}
