// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// Each pre-tokenizer of a `tokenizer.json`; the values are those of tokenizers 0.23.3.
@Suite struct PreTokenizerTests {
  private func pieces(_ stage: String, _ text: String) throws -> [String] {
    try StageValue(stage).pieces(of: text)
  }

  @Test(arguments: [
    ("Hey, you!  it's_9", ["Hey", ",", "you", "!", "it", "'", "s_9"]),
    ("a\u{301}b c\u{200D}d", ["a\u{301}b", "c\u{200D}d"]), ("  ", []), ("...", ["..."]),
    ("\u{4E2D}\u{6587}\u{3002}x", ["\u{4E2D}\u{6587}", "\u{3002}", "x"]), ("", []),
  ])
  func whitespacePartsWordsAndSigns(text: String, wanted: [String]) throws {
    #expect(try pieces(#"{"type": "Whitespace"}"#, text) == wanted)
  }

  @Test(arguments: [
    (" a  b\tc\u{3000}d\n", ["a", "b", "c", "d"]), ("\u{A0}x", ["x"]),
    ("\u{200B}x", ["\u{200B}x"]), ("it's.", ["it's."]),
  ])
  func whitespaceSplitDropsWhiteSpaceAlone(text: String, wanted: [String]) throws {
    #expect(try pieces(#"{"type": "WhitespaceSplit"}"#, text) == wanted)
  }

  @Test(arguments: [
    ("it's  $5.", ["it", "'", "s", "$", "5", "."]),
    ("\u{BF}qu\u{E9}?\u{3002}", ["\u{BF}", "qu\u{E9}", "?", "\u{3002}"]),
    ("a-b_c", ["a", "-", "b", "_", "c"]),
  ])
  func bertTakesEachSignForAWord(text: String, wanted: [String]) throws {
    #expect(try pieces(#"{"type": "BertPreTokenizer"}"#, text) == wanted)
  }

  @Test(arguments: [
    ("Isolated", "a..b", ["a", ".", ".", "b"]), ("Isolated", "!", ["!"]),
    ("Removed", "a..b c,", ["a", "b c"]), ("Removed", "..", []),
    ("MergedWithPrevious", "a..b,c", ["a.", ".", "b,", "c"]),
    ("MergedWithPrevious", "..a", [".", ".", "a"]),
    ("MergedWithNext", "a..b,c", ["a", ".", ".b", ",c"]),
    ("MergedWithNext", "a..", ["a", ".", "."]),
    ("Contiguous", "a..b,c", ["a", "..", "b", ",", "c"]), ("Contiguous", "...", ["..."]),
    ("Contiguous", "ab", ["ab"]),
  ])
  func separatorsGoWhereTheBehaviorSays(
    behavior: String, text: String, wanted: [String]
  ) throws {
    let stage = "{\"type\": \"Punctuation\", \"behavior\": \"\(behavior)\"}"
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(arguments: [
    ("false", "a12b3", ["a", "12", "b", "3"]),
    ("false", "\u{661}\u{662}x", ["\u{661}\u{662}", "x"]),
    ("false", "\u{BD}\u{2167}z", ["\u{BD}\u{2167}", "z"]),
    ("true", "a12b3", ["a", "1", "2", "b", "3"]), ("true", "12", ["1", "2"]),
  ])
  func digitsStandAloneOrTogether(isAlone: String, text: String, wanted: [String]) throws {
    #expect(try pieces("{\"type\": \"Digits\", \"individual_digits\": \(isAlone)}", text) == wanted)
  }

  @Test(arguments: [
    ("|", "a||b|", ["a", "b"]), ("|", "|", []), ("\u{4E2D}", "a\u{4E2D}b c", ["a", "b c"]),
  ])
  func aDelimiterIsDropped(delimiter: String, text: String, wanted: [String]) throws {
    let stage = "{\"type\": \"CharDelimiterSplit\", \"delimiter\": \"\(delimiter)\"}"
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(arguments: [
    (2, "abcde", ["ab", "cd", "e"]), (2, "abcd", ["ab", "cd"]), (2, "", []),
    (2, "\u{4E2D}\u{6587}\u{5B57}", ["\u{4E2D}\u{6587}", "\u{5B57}"]), (9, "abc", ["abc"]),
    (1, "ab", ["a", "b"]),
  ])
  func fixedLengthCountsCharacters(length: Int, text: String, wanted: [String]) throws {
    #expect(try pieces("{\"type\": \"FixedLength\", \"length\": \(length)}", text) == wanted)
  }

  @Test(arguments: [
    (#""prepend_scheme": "always""#, "Hey you", ["▁Hey", "▁you"]),
    (#""prepend_scheme": "always""#, "  a", ["▁", "▁a"]),
    (#""prepend_scheme": "always""#, " a", ["▁a"]), (#""prepend_scheme": "always""#, "▁b", ["▁b"]),
    (#""prepend_scheme": "always""#, "", []),
    (#""prepend_scheme": "never""#, "Hey you", ["Hey", "▁you"]),
    (#""prepend_scheme": "never""#, "  a ", ["▁", "▁a", "▁"]),
    (#""split": false"#, "Hey you  x", ["▁Hey▁you▁▁x"]),
    (#""add_prefix_space": false"#, "Hey you", ["Hey", "▁you"]),
    (#""add_prefix_space": true, "replacement": "_""#, "Hey you", ["_Hey", "_you"]),
  ])
  func metaspaceWritesSpacesAsLetters(members: String, text: String, wanted: [String]) throws {
    #expect(try pieces("{\"type\": \"Metaspace\", \(members)}", text) == wanted)
  }

  /// Only what stands at the start of the text gets one in front, by this scheme.
  @Test(arguments: [
    ("a b", ["_a", "b"]), (" a b", ["a", "b"]), ("a_b c", ["_a", "_b", "c"]),
  ])
  func theFirstPieceIsThatOfTheText(text: String, wanted: [String]) throws {
    let stage = """
      {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"},
      {"type": "Metaspace", "replacement": "_", "prepend_scheme": "first", "split": true}]}
      """
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(arguments: [
    (#"{"Regex": "\\d+"}, "behavior": "Isolated""#, "ab12c3", ["ab", "12", "c", "3"]),
    (#"{"Regex": "\\d+"}, "behavior": "Isolated""#, "12", ["12"]),
    (#"{"Regex": "\\d+"}, "behavior": "Removed", "invert": true"#, "ab12c3", ["12", "3"]),
    (#"{"Regex": "\\d+"}, "behavior": "Removed""#, "ab12c3", ["ab", "c"]),
    (#"{"String": "ab"}, "behavior": "MergedWithPrevious""#, "xababy", ["xab", "ab", "y"]),
    (#"{"String": "ab"}, "behavior": "MergedWithPrevious""#, "abx", ["ab", "x"]),
    (#"{"String": "ab"}, "behavior": "MergedWithNext""#, "xababy", ["x", "ab", "aby"]),
    (#"{"String": "ab"}, "behavior": "MergedWithNext""#, "xab", ["x", "ab"]),
    (#"{"String": "ab"}, "behavior": "Contiguous""#, "xababyab", ["x", "abab", "y", "ab"]),
  ])
  func patternsSeparate(members: String, text: String, wanted: [String]) throws {
    #expect(try pieces("{\"type\": \"Split\", \"pattern\": \(members)}", text) == wanted)
  }

  @Test func theStagesOfASequenceCutFinerAndFiner() throws {
    let stage = """
      {"type": "Sequence", "pretokenizers": [
      {"type": "Split", "pattern": {"String": "-"}, "behavior": "Isolated"},
      {"type": "Digits", "individual_digits": true},
      {"type": "Punctuation", "behavior": "Removed"}]}
      """
    #expect(try pieces(stage, "a1-2b") == ["a", "1", "2", "b"])
  }

  @Test(arguments: [
    (#"{"type": "Punctuation", "behavior": "Sideways"}"#, "splits in a way that is not known"),
    (#"{"type": "Metaspace", "prepend_scheme": "last"}"#, "prepends in a way that is not known"),
    (#"{"type": "Split", "pattern": {}, "behavior": "Removed"}"#, "a pattern"),
    (
      #"{"type": "Sequence", "pretokenizers": [{"type": "ByteLevel"}, {"type": "Digits"}]}"#,
      "Digits behind ByteLevel"
    ),
  ])
  func whatIsNotKnownIsRefused(stage: String, reason: String) {
    let error = #expect(throws: AssayError.self) { try PreTokenizerReader(StageValue(stage)) }
    #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
  }

  /// Patterns in wide use have a splitter of their own, and only with the settings that it has.
  @Test(arguments: [
    (#"{"type": "ByteLevel", "add_prefix_space": false}"#, "gpt2"),
    (#"{"type": "ByteLevel", "add_prefix_space": true}"#, "stages"),
    (#"{"type": "ByteLevel", "add_prefix_space": false, "use_regex": false}"#, "stages"),
  ])
  func byteLevelIsGPT2sWithoutASpaceInFront(stage: String, kind: String) throws {
    let reader = try PreTokenizerReader(StageValue(stage))
    #expect(reader.isByteLevel)
    #expect("\(reader.splitting)".hasPrefix(kind))
  }
}
