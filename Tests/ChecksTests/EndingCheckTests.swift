// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Testing

@testable import Checks

/// Checks of separators, stop sequences and common beginnings.
@Suite struct EndingCheckTests {
  private let separated = ["a ->", "b ->", "c ->", "d ->", "e"]

  @Test func missingEndings() throws {
    let check = try CheckRun("{kind: missing-ending, column: prompt}")
    #expect(try check(prompts: ["a", "b", "c"]) == ["prompt 3 [] proposal=` ->`"])
    #expect(try check(prompts: ["a ->", "b ->"]) == [])
    // The proposal is an ending that no text holds.
    #expect(try check(prompts: ["a -> b", "c", "d"]) == ["prompt 3 [] proposal=`\\n\\n###\\n\\n`"])
    // Labels end by themselves.
    let stop = try CheckRun("{kind: missing-ending, column: completion}")
    #expect(try stop(completions: ["yes", "no", "yes", "no", "yes", "no", "yes"]) == [])
    #expect(try stop(completions: ["one two", "three four"]).count == 1)
  }

  /// One fact, one finding: prompts that end alike in text have no separator either.
  @Test func endingsOfTextAreSaidOnce() throws {
    let missing = try CheckRun("{kind: missing-ending, column: prompt}")
    let accidental = try CheckRun("{kind: accidental-ending, column: prompt}")
    let alike = ["Where is it?", "Who is it?", "Why me?"]
    #expect(try missing(prompts: alike) == [])
    #expect(try accidental(prompts: alike) == ["prompt 3 [] ending=`?`"])
    for prompts in [["a?", "b?"], ["a", "b", "c"], ["a ", "b ", "c "]] {
      #expect(try missing(prompts: prompts).count == 1, "\(prompts)")
      #expect(try accidental(prompts: prompts) == [], "\(prompts)")
    }
    // Completions have no rule for such endings.
    let stop = try CheckRun("{kind: missing-ending, column: completion}")
    let texts = ["the nation", "a station", "every ration"]
    #expect(try stop(completions: texts).count == 1)
  }

  @Test func endingsOnMostTexts() throws {
    let check = try CheckRun("{kind: partial-ending, column: prompt}")
    #expect(try check(prompts: separated) == ["prompt 1 [4<0..<1>] ending=` ->`"])
    #expect(
      try check(prompts: ["last"] + separated.dropLast()) == ["prompt 1 [0<3..<4>] ending=` ->`"])
    #expect(try check(prompts: ["a ->", "b ->"]) == [])
    #expect(try check(prompts: ["a ->", "b", "c"]) == [])
  }

  @Test func endingsInsideTexts() throws {
    let check = try CheckRun("{kind: ending-inside, ending-of: prompt, column: prompt}")
    let prompts = ["a -> b ->", "c ->", "d ->", "e ->", "-> ->"]
    #expect(try check(prompts: prompts) == ["prompt 1 [0<1..<4>] ending=` ->`"])
    let other = try CheckRun("{kind: ending-inside, ending-of: prompt, column: completion}")
    let rows = [("a ->", " b c"), ("c ->", " x -> y"), ("d ->", " e f"), ("e ->", " z ->")]
    #expect(try other(rows) == ["completion 2 [1<2..<5>, 3<2..<5>] ending=` ->`"])
  }

  @Test("Row 4: the guide's separator holds its stop sequence `###`") func stopInsideSeparator()
    throws
  {
    let check = try CheckRun("{kind: ending-inside, ending-of: completion, column: prompt}")
    let completions = [" one two###", " three four###", " five six###", " seven eight###"]
    let prompts = ["a", "b", "c", "d"].map { $0 + "\n\n###\n\n" }
    #expect(try check(Array(zip(prompts, completions))) == [])
    let inside = ["a ### b\n\n###\n\n"] + prompts.dropFirst()
    #expect(try check(Array(zip(inside, completions))) == ["prompt 1 [0<2..<5>] ending=`###`"])
    // Without a separator there is none to hold it.
    let bare = ["a ###", "b", "c", "d"]
    #expect(try check(Array(zip(bare, completions))).count == 1)
  }

  /// In a dialogue the speaker is named before each answer that was given so far.
  @Test func speakersMayBeNamedBefore() throws {
    let check = try CheckRun("{kind: ending-inside, ending-of: prompt, column: prompt}")
    let prompts = (0..<5).map { "Customer: \($0)\nAgent: yes \($0)\nCustomer: so \($0)\nAgent:" }
    #expect(try check(prompts: prompts) == [])
    let named = (0..<5).map {
      "The customer: \($0)\nSales agent: yes \($0)\nThe customer: so \($0)\nSales agent:"
    }
    #expect(try check(prompts: named) == [])
    let alone = (0..<5).map { "Ad \($0)\nSupported: see below \($0)\nmore \($0)\nSupported:" }
    #expect(try check(prompts: alone).count == 1)
  }

  @Test func longEndings() throws {
    let check = try CheckRun("{kind: ending-length, column: prompt, maximum: 4}")
    let long = ["a\n\n###\n\n", "b\n\n###\n\n"]
    let ending = "ending=`\\n\\n###\\n\\n`"
    #expect(try check(prompts: long) == ["prompt 2 [] \(ending) length=7 characters maximum=4"])
    #expect(try check(prompts: ["a ->", "b ->"]) == [])
    let limit = try CheckRun("{kind: ending-length, column: prompt, maximum: 7}")
    #expect(try limit(prompts: long) == [])
  }

  @Test func endingsOfSeveralTokens() throws {
    var check = try CheckRun("{kind: ending-tokens, column: prompt, maximum: 1}")
    #expect(try check(prompts: ["a X Y", "b X Y", "c X Y"]) == [])
    check.settings.tokenizer = WordCounter()
    check.settings.separator = " X Y"
    #expect(
      try check(prompts: ["a X Y", "b X Y"]) == ["prompt 2 [] ending=` X Y` tokens=2"])
    check.settings.separator = " XY"
    #expect(try check(prompts: ["a XY", "b XY"]) == [])
  }

  /// `e` and an accent that are one character to a reader.
  @Test func endingsThatCutACharacter() throws {
    var check = try CheckRun("{kind: cut-character, column: prompt}")
    check.settings.separator = "\u{301}->"
    #expect(
      try check(prompts: ["e\u{301}->", "->"]) == ["prompt 1 [0<0..<5>] ending=`\u{301}->`"])
    check.settings.separator = "\n"
    #expect(try check(prompts: ["a\r\n", "b\n"]) == ["prompt 1 [0<1..<3>] ending=`\\n`"])
    #expect(try check(prompts: ["a\n", "b\n"]) == [])
  }

  /// A letter in front of the ending is no fault, whatever its bytes are; a sign that joins what
  /// follows it is one, whatever follows.
  @Test func lettersInFrontOfAnEndingAreWhole() throws {
    var check = try CheckRun("{kind: cut-character, column: prompt}")
    check.settings.separator = "->"
    #expect(try check(prompts: ["é->", "\u{C0}->", "日->", "x->"]) == [])
    #expect(
      try check(prompts: ["a\u{600}->", "b->"]) == ["prompt 1 [0<2..<5>] ending=`->`"])
  }

  /// Once or more often, with space around it; that all texts are the same is said by another rule.
  @Test func endingsWithoutAText() throws {
    let check = try CheckRun("{kind: ending-alone, column: prompt}")
    let prompts = ["a ->", " ->", "-> ->", "d ->", "e ->"]
    #expect(try check(prompts: prompts) == ["prompt 2 [1, 2] ending=` ->`"])
    #expect(try check(prompts: ["a ->", "b ->", "c ->"]) == [])
    #expect(try check(prompts: [" ->", " ->"]) == [])
  }

  @Test func endingsByAccident() throws {
    let check = try CheckRun("{kind: accidental-ending, column: prompt}")
    let found = try check(prompts: ["one is", "two is", "six is"])
    #expect(found == ["prompt 3 [] ending=` is`"])
    #expect(try check(prompts: ["one is", "two is"]) == [])
    #expect(try check(prompts: ["one ->", "two ->", "six ->"]) == [])
    #expect(try check(prompts: ["one", "two", "six"]) == [])
  }

  @Test func commonBeginnings() throws {
    let check = try CheckRun("{kind: common-prefix, column: prompt, minimum: 8}")
    let found = try check(prompts: ["Tell me about a", "Tell me about b"])
    #expect(found == ["prompt 2 [] length=14 characters prefix=`Tell me about `"])
    #expect(try check(prompts: ["Tell me", "Tell us"]) == [])
    #expect(try check(prompts: ["Tell me about a", "Tell me about a"]) == [])
    // A text that is nothing but the beginning would be lost.
    let bare = try check(prompts: ["Tell me about a", "Tell me about "])
    #expect(bare == ["prompt 2 [] length=14 characters prefix=`Tell me about ` !"])
    #expect(CommonPrefix.wholeWords(Array("category_".utf8)) == [])
    #expect(CommonPrefix.wholeWords(Array("Q: is".utf8)) == Array("Q: ".utf8))
    #expect(CommonPrefix.wholeWords(Array("Label:A".utf8)) == Array("Label:".utf8))
  }

  @Test func identicalTexts() throws {
    let check = try CheckRun("{kind: identical, column: completion}")
    #expect(try check(completions: ["a", "a"]) == ["completion 2 [] text=`a`"])
    #expect(try check(completions: ["a", "b"]) == [])
    #expect(try check(completions: ["a"]) == [])
    #expect(try check(completions: ["", ""]) == [])
  }
}
