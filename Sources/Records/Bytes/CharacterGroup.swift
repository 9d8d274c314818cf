// SPDX-License-Identifier: Apache-2.0

package import Dataset

/// Groups of characters that are in a text by accident.
package enum CharacterGroup: String, CaseIterable, Sendable {
  /// U+FFFD, what a decoder puts where it could not read.
  case replacement
  /// C0 controls but tab, line feed and carriage return, and U+007F.
  case control
  /// C1 controls, U+0080 to U+009F: bytes of Windows-1252 that were read as Latin-1. Texts that hold
  /// UTF-8 read so are `Mojibake`.
  case latin1Control = "c1-control"
  /// U+200B, U+2060 and U+FEFF among letters of scripts that have no use for them: invisible, and they
  /// split tokens. Joiners are left alone: scripts and emoji need them.
  case zeroWidth = "zero-width"
  /// The same characters beside any other character. Thai, Khmer, Lao and Myanmar mark the borders of
  /// words with them, and without one two regional indicators become a flag.
  case wordBorder = "word-border"
  /// U+00AD, at which a word may be broken: invisible mostly, and it splits tokens.
  case softHyphen = "soft-hyphen"
  /// U+202A to U+202E and U+2066 to U+2069, which reorder what is seen, and the tag characters
  /// U+E0000 to U+E007F, with which text is hidden in text; in flags behind U+1F3F4 they are at home.
  case hidden

  package var title: String {
    switch self {
    case .replacement: "the replacement character U+FFFD"
    case .control: "control characters"
    case .latin1Control: "control characters in place of quotes, dashes and the like"
    case .zeroWidth: "zero-width characters"
    case .wordBorder:
      "zero-width characters beside characters that may need them, as where scripts mark words with them"
    case .softHyphen: "soft hyphens"
    case .hidden: "direction overrides or tag characters"
    }
  }

  /// Whether a text may hold such characters.
  package func mayBeIn(_ traits: TextTraits) -> Bool {
    self == .control ? traits.hasControls : !traits.isASCII
  }

  /// The bytes of the first such character.
  package func firstRange(in text: Bytes) -> Range<Int>? {
    switch self {
    case .control:
      let start = text.firstIndex { ($0 < 0x20 && !$0.isWhitespace) || $0 == 0x7F || $0 == 0x0B }
      return start.map { $0..<$0 + 1 }
    case .latin1Control: return Self.firstLatin1Control(in: text)
    case .replacement: return Self.first(of: Self.replacementBytes, in: text)
    case .softHyphen: return Self.first(of: Self.softHyphenBytes, in: text)
    case .zeroWidth, .wordBorder: return firstZeroWidth(in: text)
    case .hidden: return Self.firstHidden(in: text)
    }
  }

  /// A text without such characters.
  package func removed(from text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { text in
      var out: [UInt8] = []
      out.reserveCapacity(text.count)
      var start = 0
      while let range = firstRange(in: Bytes(rebasing: text[start...])) {
        out.append(contentsOf: text[start..<start + range.lowerBound])
        start += range.upperBound
        // Those of a run have the same neighbors.
        guard self == .zeroWidth || self == .wordBorder else { continue }
        while ZeroWidth.stands(at: start, in: text) { start += 3 }
      }
      out.append(contentsOf: text[start...])
      return out
    }
  }

  private static let replacementBytes: [UInt8] = [0xEF, 0xBF, 0xBD]
  private static let softHyphenBytes: [UInt8] = [0xC2, 0xAD]

  private static func firstLatin1Control(in text: Bytes) -> Range<Int>? {
    var from = 0
    while let start = text[from...].firstIndex(of: 0xC2), start + 1 < text.count {
      if 0x80...0x9F ~= text[start + 1] {
        return Mojibake.firstRange(in: text) == nil ? start..<start + 2 : nil
      }
      from = start + 1
    }
    return nil
  }

  private static func firstHidden(in text: Bytes) -> Range<Int>? {
    guard text.contains(byte: 0xE2, from: 0) || text.contains(byte: 0xF3, from: 0) else {
      return nil
    }
    var isInFlag = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let end = min(index + length, text.count)
      if length == 3, end - index == 3, isOverride(byte, text[index + 1], third: text[index + 2]) {
        return index..<end
      }
      let isTag =
        length == 4 && end - index == 4 && byte == 0xF3 && text[index + 1] == 0xA0
        && text[index + 2] | 1 == 0x81
      if isTag, !isInFlag { return index..<end }
      isInFlag = isTag || text[index..<end].elementsEqual([0xF0, 0x9F, 0x8F, 0xB4])
      index = end
    }
    return nil
  }

  private static func isOverride(_ first: UInt8, _ second: UInt8, third: UInt8) -> Bool {
    guard first == 0xE2 else { return false }
    return second == 0x80 && 0xAA...0xAE ~= third || second == 0x81 && 0xA6...0xA9 ~= third
  }

  private static func first(of character: [UInt8], in text: Bytes) -> Range<Int>? {
    text.firstOffset(of: character).map { $0..<$0 + character.count }
  }

  /// The first zero-width character that stands, or does not stand, beside one that may need it.
  private func firstZeroWidth(in text: Bytes) -> Range<Int>? {
    var index = 0
    while index + 3 <= text.count {
      guard text[index] >= 0xE2, ZeroWidth.stands(at: index, in: text) else {
        index += 1
        continue
      }
      let isNeeded = ZeroWidthNeighbors(of: index..<index + 3, in: text).mayNeedIt
      if isNeeded == (self == .wordBorder) { return index..<index + 3 }
      index += 3
    }
    return nil
  }
}

extension Bytes {
  /// Whether there is nothing but whitespace and zero-width characters.
  package var isInvisible: Bool {
    var index = 0
    while index < count {
      if self[index].isWhitespace {
        index += 1
      } else if self[index] >= 0xE2, ZeroWidth.stands(at: index, in: self) {
        index += 3
      } else {
        return false
      }
    }
    return true
  }
}
