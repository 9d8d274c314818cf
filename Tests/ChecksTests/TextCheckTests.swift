// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Checks

/// Checks of one text at a time.
@Suite struct TextCheckTests {
  @Test(arguments: [
    ("empty", ["completion 1 [1]"]), ("whitespace", ["completion 2 [2, 3]"]),
    ("any", ["completion 3 [1, 2, 3]"]),
  ])
  func blank(_ content: String, _ expected: [String]) throws {
    let check = try CheckRun("{kind: blank, column: completion, content: \(content)}")
    #expect(try check(completions: ["a", "", " ", "\u{200B}", " b"]) == expected)
  }

  /// Where all prompts are empty they are meant to be.
  @Test func emptyPromptsOfOpenEndedRows() throws {
    let empty = try CheckRun("{kind: blank, column: prompt, content: empty}")
    #expect(try empty([("", "a"), ("", "b")]) == [])
    #expect(try empty([("", "a"), ("x", "b")]) == ["prompt 1 [0]"])
    let space = try CheckRun("{kind: blank, column: prompt, content: whitespace}")
    #expect(try space([(" ", "a"), ("", "b")]) == ["prompt 1 [0]"])
  }

  @Test func oneOf() throws {
    let check = try CheckRun("{kind: one-of, values: [NA, none]}")
    let found = try check([("NA", " none"), ("x NA", "None"), (" NA ", "nonesuch"), ("n", "")])
    #expect(found == ["prompt 2 [0<0..<2>, 2<1..<3>]", "completion 1 [0<1..<5>]"])
    #expect(throws: (any Error).self) { try CheckRun("{kind: one-of, values: []}") }
  }

  /// A separator may stand behind the word.
  @Test func oneOfBeforeTheSeparator() throws {
    let check = try CheckRun("{kind: one-of, values: [NA]}")
    let rows = [("a ->", "b c d"), ("NA ->", "e f g"), ("c ->", "h i j")]
    #expect(try check(rows) == ["prompt 1 [1<0..<2>]"])
  }

  @Test func unwantedCharacters() throws {
    let check = try CheckRun("{kind: unwanted-character, group: zero-width}")
    let found = try check([("a\u{200B}", "b"), ("a", "\u{FEFF}b"), ("é", "\u{7}")])
    #expect(
      found == [
        "prompt 1 [0<1..<4>] character=zero-width characters",
        "completion 1 [1<0..<3>] character=zero-width characters",
      ])
  }

  @Test func textsDecodedWrongly() throws {
    let check = try CheckRun("{kind: mojibake}")
    #expect(try check([("cafÃ©", "café"), ("a", "b")]) == ["prompt 1 [0<3..<7>]"])
  }

  @Test func decomposedTexts() throws {
    let check = try CheckRun("{kind: decomposed-text}")
    #expect(try check([("é", "cafe\u{301}"), ("a", "b")]) == ["completion 1 [0<3..<4>]"])
  }

  @Test func otherNormalForms() throws {
    let check = try CheckRun("{kind: other-normal-form}")
    let found = try check([("\u{F967}", "cafe\u{301}"), ("b", "\u{212B}"), ("\u{958}", "d")])
    #expect(
      found == [
        "prompt 2 [0<0..<3>, 2<0..<3>] what=compatibility ideographs, which the normal form "
          + "replaces, and letters that the normal form takes apart into letter and mark",
        "completion 1 [1<0..<3>] what=characters that the normal form replaces by others of the "
          + "same look",
      ])
  }

  /// Only where some texts have plain line feeds.
  @Test func mixedNewlines() throws {
    let check = try CheckRun("{kind: mixed-newlines}")
    #expect(try check([("a\r\nb", "x"), ("c\rd", "y")]) == [])
    let found = try check([("a\r\nb", "x"), ("c\rd", "y"), ("e", "f\ng")])
    #expect(found == ["prompt 2 [0<1..<3>, 1<1..<2>]"])
  }

  @Test(arguments: [
    (["ABC", "DEF"], ["completion 2 [] share=100 %"]), (["Abcd", "efgh"], []),
    (["ABCD efghijkl", "x"], []), (["ABCDE fghijkl", "x"], ["completion 2 [] share=38 %"]),
    (["123", "4"], []), (["A1", "2"], ["completion 2 [] share=100 %"]),
    (["Ab", "c"], []), (["ABc", "d"], ["completion 2 [] share=50 %"]),
  ])
  func upperCase(_ completions: [String], _ expected: [String]) throws {
    let check = try CheckRun("{kind: upper-case, column: completion}")
    #expect(try check(completions: completions) == expected)
  }

  @Test func edges() throws {
    let lead = try CheckRun("{kind: edge-whitespace, edge: doubled-lead}")
    #expect(try lead(completions: ["  a", " b"]) == ["completion 1 [0<0..<2>]"])
    let end = try CheckRun("{kind: edge-whitespace, edge: before-separator}")
    let prompts = ["a ->", "b  ->", "c ->", "d ->", "e ->", "f ->"]
    #expect(try end(prompts: prompts) == ["prompt 1 [1<1..<2>]"])
  }

  @Test func leadingSpaces() throws {
    let check = try CheckRun("{kind: leading-space}")
    let found = try check(completions: ["a", " b", "\tc", "", "\u{A0}d", "é"])
    #expect(found == ["completion 2 [0<0..<1>, 5<0..<1>]"])
  }

  @Test func copiedPrompts() throws {
    let check = try CheckRun("{kind: copied-prompt}")
    let rows = [("What?", " What? "), ("abc", "abc"), ("four", "four"), ("four", "five")]
    #expect(try check(rows) == ["row 2 [0, 2]"])
    let separated = [("What? ->", "What?"), ("b ->", "c d"), ("d ->", "e f")]
    #expect(try check(separated) == ["row 1 [0]"])
  }

  @Test func qualityOfProse() throws {
    let lines = try CheckRun("{kind: quality, measure: repeated-lines, maximum: 30, words: 3}")
    let texts = ["a\nb\na\nb", "a\nb\nc\nd", "a\na\na", "a\nb\nc\na"]
    #expect(try lines(completions: texts) == ["completion 1 [0] maximum=30 %"])
    let words = try CheckRun("{kind: quality, measure: repeated-words, maximum: 30, words: 3}")
    let runs = ["a b c a b c a b c", "a b c d e f g h i", "a b a b"]
    #expect(try words(completions: runs) == ["completion 1 [0] maximum=30 %"])
    let letters = try CheckRun(
      "{kind: quality, measure: words-without-letters, maximum: 50, words: 4}")
    let bare = ["1 2 3 4 a", "1 2 a b c", "1 2 3 4 é x", "1 2 3"]
    #expect(try letters(completions: bare) == ["completion 2 [0, 2] maximum=50 %"])
  }

  @Test func patterns() throws {
    let found = try CheckRun("{kind: pattern, column: prompt, pattern: '[0-9]{3}'}")
    #expect(try found([("a 1234", "567"), ("12", "3")]) == ["prompt 1 [0<2..<5>]"])
    let required = try CheckRun(
      "{kind: pattern, column: completion, required: true, pattern: '^ '}")
    #expect(try required([("a", " b"), ("c", "d"), ("e", "")]) == ["completion 1 [1]"])
    let any = try CheckRun("{kind: pattern, column: any, digits: 3, pattern: '[0-9]+'}")
    #expect(
      try any([("12", "123"), ("1 2 3", "x")])
        == ["prompt 1 [1<0..<1>]", "completion 1 [0<0..<3>]"])
    let literal = try CheckRun("{kind: pattern, column: any, literal: k-, pattern: '[a-z]-1'}")
    #expect(try literal([("a-1", "k-1"), ("b-1", "k")]) == ["completion 1 [0<0..<3>]"])
  }

  @Test func patternsThatGiveUpSaySo() throws {
    let check = try CheckRun("{kind: pattern, column: prompt, pattern: '(a+)+$'}")
    let found = try check([(String(repeating: "a", count: 5000) + "b", "x"), ("c", "d")])
    #expect(
      found == ["row 1 [0] the pattern backtracks too much to search 1 row; make it simpler"])
  }

  @Test func wrongPatternsArePlaced() {
    let error = #expect(throws: (any Error).self) {
      try CheckRun("{kind: pattern, column: any, pattern: '['}")
    }
    #expect("\(error as Any)".contains("pattern is wrong"))
  }

  /// A text is passed over by what it is made of, and never one that holds what is sought; in a block of
  /// rows and among messages too.
  @Test func patternsFindWhatFewTextsHold() throws {
    let check = try CheckRun(
      "{kind: pattern, column: any, literal: \"@\", digits: 1, pattern: '\\w+@\\d'}")
    var rows = (0..<300).map { ("word \($0)", "plain") }
    rows[131] = ("see me@7", "a@b")
    rows[299] = ("@ 1", "x@9")
    #expect(
      try check(rows) == ["prompt 1 [131<4..<8>]", "completion 1 [299<0..<3>]"])
    let required = try CheckRun(
      "{kind: pattern, column: completion, required: true, literal: \"@\", pattern: '@'}")
    #expect(try required([("a@", "b@"), ("a@", "b")]) == ["completion 1 [1]"])
  }
}
