// SPDX-License-Identifier: Apache-2.0

import Dataset
import Platform
import Records
import Reports

/// A text on one line of limited width, with invisible characters made visible, cut around the
/// bytes that are meant. Only the neighborhood is decoded, however long the text is.
struct ExcerptLine {
  let before: String
  /// The bytes that are meant; empty when none are, or when they are an empty place.
  let middle: String
  let after: String
  private let hasPlace: Bool

  init(_ bytes: [UInt8], range: Range<Int>?, width: Int) {
    guard let range = range.flatMap({ Self.whole($0, in: bytes) }) else {
      (before, middle, hasPlace) = ("", "", false)
      after = Self.start(bytes[...], width)
      return
    }
    hasPlace = true
    let meant = Self.start(bytes[range], width)
    // Spaces at the end of a line cannot be seen.
    middle = meant.allSatisfy { $0 == " " } ? String(repeating: "·", count: meant.count) : meant
    let room = max(0, width - TerminalWidth.of(middle))
    // What comes before the place explains it best and gets most of the room.
    let wanted = TerminalWidth.of(Self.end(bytes[..<range.lowerBound], width))
    after = Self.start(bytes[range.upperBound...], max(room / 4, room - wanted))
    before = Self.end(bytes[..<range.lowerBound], room - TerminalWidth.of(after))
  }

  /// The range widened to whole characters; nil when it is not one of the text.
  private static func whole(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    guard range.upperBound <= bytes.count else { return nil }
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end > start, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }

  var text: String { before + middle + after }

  /// Spaces and carets; nil when no bytes are meant.
  var carets: String? {
    guard hasPlace else { return nil }
    return String(repeating: " ", count: TerminalWidth.of(before))
      + String(repeating: "^", count: max(1, TerminalWidth.of(middle)))
  }

  /// More bytes than a line of this width can show.
  private static func reach(_ width: Int) -> Int { 16 * max(0, width) + 64 }

  private static func start(_ bytes: ArraySlice<UInt8>, _ width: Int) -> String {
    var part = bytes.prefix(reach(width))
    while part.endIndex < bytes.endIndex, bytes[part.endIndex] & 0xC0 == 0x80, !part.isEmpty {
      part.removeLast()
    }
    let text = VisibleText.escaped(String(decoding: part, as: UTF8.self))
    if part.count == bytes.count, TerminalWidth.of(text) <= width { return text }
    return width < 1 ? "" : TerminalWidth.prefix(text, width - 1) + "…"
  }

  private static func end(_ bytes: ArraySlice<UInt8>, _ width: Int) -> String {
    var part = bytes.suffix(reach(width))
    while part.startIndex > bytes.startIndex, let first = part.first, first & 0xC0 == 0x80 {
      part.removeFirst()
    }
    let text = VisibleText.escaped(String(decoding: part, as: UTF8.self))
    if part.count == bytes.count, TerminalWidth.of(text) <= width { return text }
    return width < 1 ? "" : "…" + TerminalWidth.suffix(text, width - 1)
  }
}
