// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Records

/// Characters that are in a text by accident.
@Suite struct CharacterTests {
  private func range(_ group: CharacterGroup, _ text: String) -> Range<Int>? {
    Array(text.utf8).withUnsafeBufferPointer { group.firstRange(in: $0) }
  }

  @Test(arguments: [
    ("a\u{7}b", 1..<2), ("\u{B}", 0..<1), ("ab\u{7F}", 2..<3), ("é\u{1F}", 2..<3),
    ("a\tb\nc\r", nil), ("", nil), ("\u{20}~", nil),
  ])
  func controls(_ text: String, _ expected: Range<Int>?) {
    #expect(range(.control, text) == expected)
  }

  @Test(arguments: [("a\u{FFFD}\u{FFFD}", 1..<4), ("\u{FFFC}", nil), ("?", nil)])
  func replacements(_ text: String, _ expected: Range<Int>?) {
    #expect(range(.replacement, text) == expected)
  }

  /// The first of several kinds is named; joiners are needed in scripts and emoji.
  @Test(arguments: [
    ("a\u{200B}b\u{FEFF}", 1..<4), ("\u{FEFF}a\u{200B}", 0..<3), ("ab\u{2060}", 2..<5),
    ("\u{200D}", nil), ("\u{200C}a", nil),
  ])
  func zeroWidths(_ text: String, _ expected: Range<Int>?) {
    #expect(range(.zeroWidth, text) == expected)
  }

  @Test(arguments: [
    ("a\u{202A}", 1..<4), ("\u{202E}b", 0..<3), ("\u{2066}", 0..<3), ("é\u{2069}", 2..<5),
    ("\u{2029}", nil), ("\u{202F}", nil), ("\u{2065}", nil), ("\u{206A}", nil),
    ("a\u{E0041}", 1..<5), ("a\u{E007F}", 1..<5), ("\u{E0080}", nil),
  ])
  func hidden(_ text: String, _ expected: Range<Int>?) {
    #expect(range(.hidden, text) == expected)
  }

  /// The flag of England is a black flag and five tags with an end.
  @Test func tagsBelongToFlags() {
    let flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"
    #expect(range(.hidden, flag) == nil)
    #expect(range(.hidden, flag + "a\u{E0041}") == flag.utf8.count + 1..<flag.utf8.count + 5)
  }

  @Test func traitsRuleTextsOut() {
    func traits(_ text: String) -> TextTraits {
      Array(text.utf8).withUnsafeBufferPointer { TextTraits(of: $0) }
    }
    #expect(!CharacterGroup.control.mayBeIn(traits("abc")))
    #expect(CharacterGroup.control.mayBeIn(traits("a\u{7}")))
    #expect(!CharacterGroup.zeroWidth.mayBeIn(traits("a\u{7}")))
    #expect(CharacterGroup.zeroWidth.mayBeIn(traits("é")))
    #expect(CharacterGroup.allCases.allSatisfy { $0.mayBeIn(TextTraits()) })
  }

  @Test(arguments: [
    ("", true), (" \t\u{200B}\n", true), ("\u{FEFF}", true), ("a", false), (" a", false),
    ("\u{200D}", false), ("\u{200B}x", false),
  ])
  func invisibleTexts(_ text: String, _ expected: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { $0.isInvisible } == expected)
  }

  @Test(arguments: [
    ("cafÃ©", 3..<7), ("â€™s", 0..<8), ("a Â« b", 2..<6), ("café naïve", nil), ("é", nil),
    ("é“”", nil), ("é“”é“”", 0..<8), ("SÃ£o", 1..<5), ("", nil), ("Ã", nil),
  ])
  func mojibake(_ text: String, _ expected: Range<Int>?) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { Mojibake.firstRange(in: $0) } == expected)
  }

  @Test(arguments: [
    ("cafe\u{301}", "café"), ("café", nil), ("plain", nil), ("\u{212B}", "\u{C5}"), ("", nil),
  ])
  func composedForm(_ text: String, _ expected: String?) {
    #expect(NormalForm.composed(Array(text.utf8)) == expected.map { Array($0.utf8) })
  }
}
