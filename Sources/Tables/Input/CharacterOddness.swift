// SPDX-License-Identifier: Apache-2.0

/// How unlikely the characters of a text are that was read by some encoding: words of one script,
/// letters in an order that words have, and the characters that the encoding's own standard calls
/// common.
struct CharacterOddness {
  /// Odd characters by all that are not ASCII; nil when some are in no text at all.
  private(set) var share: Double?

  private enum Script {
    case latin, cyrillic, greek, hebrew, arabic, thai, han, kana, hangul, mark, other
  }

  init(_ scalars: [Unicode.Scalar], _ encoding: TextEncoding, bytes: [UInt8]) {
    let counted = scalars.enumerated().filter { !$0.element.isASCII }
    guard !counted.isEmpty, counted.allSatisfy({ Self.occurs($0.element) }) else { return }
    var odd = 0.0
    for (index, scalar) in counted {
      let before = index > 0 ? scalars[index - 1] : nil
      let after = index + 1 < scalars.count ? scalars[index + 1] : nil
      let isOdd = Self.isOdd(scalar, behind: before) || Self.isOdd(scalar, beforeLetter: after)
      odd += isOdd ? 1 : 0
    }
    let scripts = counted.map { Self.script($0.element) }
    odd += Double(Self.rareCharacters(bytes, encoding))
    let kanji = scripts.count { $0 == .han }
    let isJapanese = encoding == .shiftJIS || encoding == .eucJP
    // Japanese has kana between its kanji; Chinese and Korean have none.
    if isJapanese, kanji > 3, !scripts.contains(.kana) { odd += Double(kanji) / 2 }
    if !isJapanese { odd += Double(scripts.count { $0 == .kana }) }
    share = odd / Double(counted.count)
  }

  private static func occurs(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .privateUse, .unassigned, .surrogate: false
    default: scalar != "\u{FFFD}"
    }
  }

  private static func script(_ scalar: Unicode.Scalar) -> Script {
    switch scalar.value {
    case 0xC0...0x24F where scalar.properties.isAlphabetic: .latin
    case 0x370...0x3FF where scalar.properties.isAlphabetic: .greek
    case 0x400...0x4FF: .cyrillic
    case 0x591...0x5F4: .hebrew
    case 0x60C...0x6D3: .arabic
    case 0xE01...0xE5B: .thai
    case 0x3040...0x30FF: .kana
    case 0x4E00...0x9FFF: .han
    case 0xAC00...0xD7A3: .hangul
    case 0xA0, 0xA1, 0xA3, 0xAB, 0xB0, 0xB7, 0xBB, 0xBF, 0x2010...0x2026, 0x20AC, 0x2116, 0x2122,
      0x3000...0x3011, 0xFF01...0xFF5E, 0x25CB, 0x25CF, 0x25A0, 0x25A1, 0x25C6, 0x25C7, 0x2605,
      0x2606:
      .mark
    default: .other
    }
  }

  private static func isOdd(_ scalar: Unicode.Scalar, behind before: Unicode.Scalar?) -> Bool {
    guard let before else { return script(scalar) == .other }
    let isLower = scalar.properties.isLowercase
    switch script(scalar) {
    case .other: return true
    case .mark: return isOpening(scalar) && before.properties.isAlphabetic
    case .kana, .han, .hangul: return false
    case .latin:
      // Words have accents here and there, and no capitals inside.
      return script(before) == .latin || before.properties.isLowercase && !isLower
    case .greek:
      // The sigma that ends words.
      return isASCIILetter(before) || before.properties.isLowercase && !isLower || before == "ς"
    case .hebrew, .arabic: return isASCIILetter(before)
    case .thai:
      // Vowels and tones above and below a letter.
      let isMark = scalar.properties.generalCategory == .nonspacingMark
      return isASCIILetter(before) || isMark && script(before) != .thai
    case .cyrillic:
      return isASCIILetter(before) || before.properties.isLowercase && !isLower
        || !(0x401...0x451).contains(scalar.value)
    }
  }

  /// Words of these scripts hold no ASCII letters.
  private static func isOdd(_ scalar: Unicode.Scalar, beforeLetter after: Unicode.Scalar?) -> Bool {
    guard let after else { return false }
    if isClosing(scalar) { return after.properties.isAlphabetic }
    guard isASCIILetter(after) else { return false }
    return [.greek, .hebrew, .arabic, .thai, .cyrillic].contains(script(scalar))
  }

  /// Quotes and marks that stand in front of words in every language.
  private static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    "‚„‘¡¿".unicodeScalars.contains(scalar)
  }

  /// Marks that no letter follows.
  private static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
    "”™†‡•".unicodeScalars.contains(scalar)
  }

  private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic
  }

  /// Characters of two bytes that the standard puts among the rare ones: level 2, extensions, and
  /// Chinese characters in Korean.
  private static func rareCharacters(_ bytes: [UInt8], _ encoding: TextEncoding) -> Int {
    var count = 0
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      guard first >= 0x80, index + 1 < bytes.count else {
        index += 1
        continue
      }
      switch encoding {
      case .gb18030: count += first > 0xD7 || first < 0xA1 || bytes[index + 1] < 0xA1 ? 1 : 0
      case .big5: count += first > 0xC6 || first < 0xA1 ? 1 : 0
      case .eucKR: count += first > 0xC8 || first < 0xA1 || bytes[index + 1] < 0xA1 ? 1 : 0
      case .eucJP: count += first > 0xCF ? 1 : 0
      case .shiftJIS:
        // Half-width katakana take one byte.
        if 0xA1...0xDF ~= first {
          count += 1
          index -= 1
        } else {
          count += first > 0x98 ? 1 : 0
        }
      default: return 0
      }
      index += 2
    }
    return count
  }
}
