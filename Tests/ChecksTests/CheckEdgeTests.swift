// SPDX-License-Identifier: Apache-2.0

import Analyzers
import Testing

@testable import Checks

/// Where checks begin and where they stop: each limit, and what stands beside it.
@Suite struct CheckEdgeTests {
  /// Four bytes are more than three.
  @Test(arguments: [("abc", 0), ("abcd", 1), (" abcd ", 1), ("  abc ", 0)])
  func shortPromptsMayBeTheirCompletions(_ prompt: String, _ count: Int) throws {
    let check = try CheckRun("{kind: copied-prompt, longer-than: 3}")
    let rows = [(prompt, " " + prompt), ("other text", "of one row"), ("and one", "more of it")]
    #expect(try check(rows).count == count)
  }

  @Test func theSeparatorIsNoPartOfACopy() throws {
    let check = try CheckRun("{kind: copied-prompt}")
    let rows = [("copied ->", "copied"), ("b ->", "c d e"), ("f ->", "g h i")]
    #expect(try check(rows) == ["row 1 [0]"])
  }

  /// CR LF is one line break, a CR alone another; a line feed alone makes them a fault.
  @Test func lineBreaksOfTwoKinds() throws {
    let check = try CheckRun("{kind: mixed-newlines}")
    #expect(try check(prompts: ["a\r\nb", "c\nd"]) == ["prompt 1 [0<1..<3>]"])
    #expect(try check(prompts: ["a\rb", "\nd"]) == ["prompt 1 [0<1..<2>]"])
    #expect(try check(prompts: ["a\r", "c\nd"]) == ["prompt 1 [0<1..<2>]"])
    #expect(try check(prompts: ["a\r\nb", "c\r\nd"]) == [])
    #expect(try check(prompts: ["a\nb", "c\nd"]) == [])
    #expect(try check(prompts: ["a\r\nb\nc"]) == ["prompt 1 [0<1..<3>]"])
  }

  /// The longest word is one, and one byte more is not.
  @Test func wordsOfAList() throws {
    let check = try CheckRun("{kind: one-of, values: [NA, none]}")
    #expect(try check(completions: ["none", "nones", "NAN", "N", "NA"]).count == 1)
    #expect(try check(completions: ["none", "x", "NA"]) == ["completion 2 [0<0..<4>, 2<0..<2>]"])
  }

  /// As many words as stated are measured, and a share of the maximum is allowed.
  @Test func measuresOfProse() throws {
    let bare = try CheckRun(
      "{kind: quality, measure: words-without-letters, maximum: 50, words: 4}")
    #expect(try bare(completions: ["1 2 a b"]) == [])
    #expect(try bare(completions: ["1 2 3 b"]) == ["completion 1 [0] maximum=50 %"])
    #expect(try bare(completions: ["1 2 3"]) == [])
    #expect(try bare(completions: ["1 2 é Z"]) == [])
    #expect(try bare(completions: ["1 @ [ `"]).count == 1)
    #expect(try bare(completions: ["1 2 3 4"]).count == 1)
    let one = try CheckRun("{kind: quality, measure: words-without-letters, maximum: 50, words: 1}")
    #expect(try one(completions: ["1", "a", ""]) == ["completion 1 [0] maximum=50 %"])
    let lines = try CheckRun("{kind: quality, measure: repeated-lines, maximum: 25, words: 4}")
    #expect(try lines(completions: ["a\na\nb"]) == [])
    #expect(try lines(completions: ["a\na\nb\nc"]) == [])
    #expect(try lines(completions: ["a\na\na\nc"]).count == 1)
    let runs = try CheckRun("{kind: quality, measure: repeated-words, maximum: 49, words: 2}")
    #expect(try runs(completions: ["a b"]) == [])
    #expect(try runs(completions: ["a a a a"]).count == 1)
    #expect(try runs(completions: ["a b c a"]) == [])
    // The order of words matters.
    #expect(try runs(completions: ["a b c b a"]) == [])
  }

  /// Labels whose tokens begin another label.
  @Test func labelsThatBeginOthers() throws {
    var check = try CheckRun("{kind: label-prefix}")
    check.settings.tokenizer = WordCounter()
    let labels = (0..<12).map { [" card", " card lost", " top up"][$0 % 3] }
    #expect(
      try check(completions: labels)
        == ["completion 4 [] classes=1 label labels=`card` begins `card lost`"])
    #expect(try check(completions: labels.map { $0.replacing(" lost", with: "s") }) == [])
    let many = (0..<60).map { row in
      let name = ["a", "b", "c", "d", "e"][row % 5]
      return row % 10 < 5 ? " \(name)" : " \(name) x"
    }
    let found = try #require(try check(completions: many).first)
    #expect(found.contains("classes=5 labels") && found.hasSuffix(", ..."))
    #expect(found.split(separator: " begins ").count == 5)
    check.settings.tokenizer = nil
    #expect(try check(completions: labels) == [])
  }

  /// An ending that is all that the longest edge can hold is no ending.
  @Test(arguments: [(511, 1), (512, 0)])
  func endingsOfAnyLengthAreNone(_ length: Int, _ count: Int) throws {
    let check = try CheckRun("{kind: accidental-ending, column: prompt}")
    let shared = " " + String(repeating: "x", count: length - 1)
    #expect(try check(prompts: (0..<12).map { "\($0)" + shared }).count == count)
  }
}
