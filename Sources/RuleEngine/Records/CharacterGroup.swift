// SPDX-License-Identifier: Apache-2.0

/// Groups of characters that are in a text by accident.
enum CharacterGroup: String, CaseIterable, Sendable {
  /// U+FFFD, what a decoder puts where it could not read.
  case replacement
  /// C0 controls but tab, line feed and carriage return, and U+007F.
  case control
  /// U+200B, U+2060 and U+FEFF: invisible, and they split tokens. Joiners are left alone: scripts
  /// and emoji need them.
  case zeroWidth = "zero-width"

  var title: String {
    switch self {
    case .replacement: "the replacement character U+FFFD"
    case .control: "control characters"
    case .zeroWidth: "zero-width characters"
    }
  }

  /// Whether a text may hold such characters.
  func mayBeIn(_ traits: TextTraits) -> Bool {
    self == .control ? traits.hasControls : !traits.isASCII
  }

  /// The bytes of the first such character.
  func firstRange(in text: Bytes) -> Range<Int>? {
    switch self {
    case .control:
      let start = text.firstIndex { ($0 < 0x20 && !$0.isWhitespace) || $0 == 0x7F || $0 == 0x0B }
      return start.map { $0..<$0 + 1 }
    case .replacement: return Self.first(of: Self.replacements, in: text)
    case .zeroWidth: return Self.first(of: Self.zeroWidths, in: text)
    }
  }

  private static let replacements: [[UInt8]] = [[0xEF, 0xBF, 0xBD]]
  private static let zeroWidths: [[UInt8]] = [
    [0xE2, 0x80, 0x8B], [0xE2, 0x81, 0xA0], [0xEF, 0xBB, 0xBF],
  ]

  /// Whether a zero-width character starts at `index`.
  static func isZeroWidth(at index: Int, in text: Bytes) -> Bool {
    text.count - index >= 3 && zeroWidths.contains { text[index..<index + 3].elementsEqual($0) }
  }

  private static func first(of characters: [[UInt8]], in text: Bytes) -> Range<Int>? {
    guard !text.isASCII else { return nil }
    let starts = characters.compactMap { text.firstOffset(of: $0) }
    return starts.min().map { $0..<$0 + 3 }
  }
}

extension Bytes {
  /// Whether there is nothing but whitespace and zero-width characters.
  var isInvisible: Bool {
    var index = 0
    while index < count {
      if self[index].isWhitespace {
        index += 1
      } else if self[index] >= 0xE2, CharacterGroup.isZeroWidth(at: index, in: self) {
        index += 3
      } else {
        return false
      }
    }
    return true
  }
}
