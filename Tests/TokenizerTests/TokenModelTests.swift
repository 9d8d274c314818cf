// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import JSON
import Testing

@testable import Tokenizer

/// Small models of each kind, token by token; the ids are those of tokenizers 0.23.3.
@Suite struct TokenModelTests {
  /// A tokenizer that cuts at white space, with a model and what else is given.
  private func tokenizer(_ model: String, and others: String = "") throws -> TextTokenizer {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      """
      {"pre_tokenizer": {"type": "WhitespaceSplit"}, "model": \(model)\(others)}
      """, to: "tokenizer.json")
    return try .named(path)
  }

  private func expect(
    _ rows: [(String, [Int32])], of tokenizer: TextTokenizer,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (text, ids) in rows {
      #expect(tokenizer.encode(text) == ids, "\(text)", sourceLocation: sourceLocation)
      #expect(tokenizer.count(text) == ids.count, "\(text)", sourceLocation: sourceLocation)
    }
  }

  @Test func wordPiecesAreTheLongestFromTheLeft() throws {
    let model = """
      {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
      "max_input_chars_per_word": 6, "vocab": {"[UNK]": 0, "un": 1, "##aff": 2, "##able": 3,
      "##a": 4, "a": 5, "é": 6, "##é": 7, "unaff": 8, "##": 9, "#": 10, "##aaa": 11}}
      """
    expect(
      [
        ("unaff", [8]), ("una", [1, 4]), ("unaffx a", [0, 5]), ("a\u{E9} \u{E9}a", [5, 7, 6, 4]),
        ("aaaaaa", [5, 11, 4, 4]), ("aaaaaaa", [0]), ("unable", [1, 3]), ("##a #", [4, 10]),
        ("\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9} \u{E9}\u{E9}", [0, 6, 7]), ("x", [0]),
        ("", []),
      ], of: try tokenizer(model))
    let decoding = try tokenizer(
      model, and: ###", "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": false}"###)
    #expect(decoding.decode(decoding.encode("unaff una a\u{E9}")) == "unaff una a\u{E9}")
  }

  @Test func wholeWordsAreKnownOrNot() throws {
    let vocabulary = #""vocab": {"<unk>": 0, "a": 1, "ab": 2}}"#
    expect(
      [("a ab abc b", [1, 2, 0, 0]), ("", [])],
      of: try tokenizer(#"{"type": "WordLevel", "unk_token": "<unk>", "# + vocabulary))
    expect(
      [("a x ab", [1, 2])],
      of: try tokenizer(#"{"type": "WordLevel", "unk_token": "<none>", "# + vocabulary))
  }

  @Test func unigramTakesTheHighestSumOfScores() throws {
    let model = """
      {"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [["<unk>", 0], ["a", -1],
      ["b", -1], ["ab", -1.5], ["abc", -5], ["c", -2], ["é", -3], ["ca", -2.9], ["bb", -2]]}
      """
    expect(
      [
        ("ab", [3]), ("abc", [3, 5]), ("abab", [3, 3]), ("xab", [0, 3]), ("xyab", [0, 3]),
        ("axyb", [1, 0, 2]), ("a\u{E9}x", [1, 6, 0]), ("cab", [5, 3]), ("bb", [8]), ("xx", [0]),
      ], of: try tokenizer(model))
  }

  /// `"<0x00>": first` and so on.
  private func byteNames(from first: Int, without missing: Int? = nil) -> [(String, Int)] {
    ByteNames.names.enumerated().filter { $0.offset != missing }.map { ($1, first + $0) }
  }

  @Test func unigramWritesWhatIsUnknownAsBytes() throws {
    let bytes = byteNames(from: 3).map { "[\"\($0.0)\", -8]" }.joined(separator: ", ")
    let model = """
      {"type": "Unigram", "unk_id": 0, "byte_fallback": true,
      "vocab": [["<unk>", 0], ["a", -1], ["é", -3], \(bytes)]}
      """
    expect(
      [("a\u{E9}b", [1, 2, 101]), ("\u{4E2D}a", [231, 187, 176, 1])], of: try tokenizer(model))
  }

  private func pairs(
    _ members: String = "", merges: String = #"["a b", "ab c"]"#, more: [(String, Int)] = []
  ) throws -> TextTokenizer {
    let names = more.map { ", \"\($0.0)\": \($0.1)" }.joined()
    return try tokenizer(
      """
      {"type": "BPE", \(members)"merges": \(merges), "vocab": {"<unk>": 0, "a": 1, "b": 2,
      "ab": 3, "c": 4, "abc": 5, "ba": 6\(names)}}
      """)
  }

  @Test func pairsAreMergedInTheOrderOfTheFile() throws {
    expect(
      [
        ("abc", [5]), ("aba", [3, 1]), ("bab", [2, 3]), ("axyb", [3]), ("xyz c", [4]),
        ("abcabc", [5, 5]), ("", []),
      ], of: try pairs())
    expect(
      [("aba", [1, 6]), ("bab", [6, 2]), ("abc", [5])],
      of: try pairs(merges: #"["b a", "a b", "ab c"]"#))
  }

  @Test func unknownCharactersAreATokenEachOrATokenTogether() throws {
    expect(
      [("abc", [5]), ("axyb", [1, 0, 0, 2]), ("xyz c", [0, 0, 0, 4])],
      of: try pairs(#""unk_token": "<unk>", "#))
    expect(
      [("axyb", [1, 0, 2]), ("xyz c", [0, 4]), ("x yx", [0, 0])],
      of: try pairs(#""unk_token": "<unk>", "fuse_unk": true, "#))
  }

  @Test func aWordThatIsATokenNeedsNoMerges() throws {
    expect([("ba", [6]), ("bab", [2, 3])], of: try pairs(#""ignore_merges": true, "#))
    expect([("ba", [2, 1])], of: try pairs())
  }

  /// A byte without a token makes its character unknown, and no other.
  @Test func unknownCharactersAreBytesWhereAllOfThemHaveTokens() throws {
    let members = #""byte_fallback": true, "unk_token": "<unk>", "#
    expect(
      [("axb", [1, 130, 2]), ("\u{E9}", [205, 179]), ("ab\0", [3, 10])],
      of: try pairs(members, more: byteNames(from: 10)))
    expect(
      [("axb", [1, 130, 2]), ("ab\0", [3, 0]), ("a\u{E9}", [1, 205, 179])],
      of: try pairs(members, more: byteNames(from: 10, without: 0)))
    expect(
      [("\u{E9}b", [0, 2])], of: try pairs(members, more: byteNames(from: 10, without: 0xA9)))
  }

  @Test func charactersLookOtherAtTheEndOrWithinAWord() throws {
    let ends = """
      {"type": "BPE", "end_of_word_suffix": "</w>", "merges": ["a b</w>", "a b"],
      "vocab": {"a": 0, "b": 1, "b</w>": 2, "ab</w>": 3, "a</w>": 4, "ab": 5}}
      """
    expect(
      [("ab", [3]), ("aab a", [0, 3, 4]), ("aba", [5, 4]), ("b", [2])], of: try tokenizer(ends))
    let within = """
      {"type": "BPE", "continuing_subword_prefix": "##", "merges": ["a ##b", "##b ##b"],
      "vocab": {"a": 0, "b": 1, "##b": 2, "ab": 3, "##a": 4, "##bb": 5}}
      """
    expect(
      [("ab", [3]), ("abb", [3, 2]), ("aa b", [0, 4, 1]), ("bbb", [1, 5])],
      of: try tokenizer(within))
  }

  @Test(arguments: [
    (#"{"type": "BPE", "dropout": 0.1, "merges": [], "vocab": {"a": 0}}"#, "dropout"),
    (#"{"type": "WordPiece", "vocab": {"a": 0}}"#, #"lacks "[UNK]""#),
    (#"{"type": "BPE", "unk_token": "?", "merges": [], "vocab": {"a": 0}}"#, #"lacks "?""#),
    (#"{"type": "Unigram", "vocab": []}"#, "no vocabulary"),
    (#"{"type": "Unigram", "vocab": [["a", -1], ["b"]]}"#, "entry 1"),
    (#"{"type": "WordLevel", "vocab": {}}"#, "no vocabulary"),
  ])
  func aModelThatLacksSomethingIsRefused(model: String, reason: String) {
    let error = #expect(throws: AssayError.self) { try tokenizer(model) }
    #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
  }

  /// Old files do not name the kind of their model.
  @Test func theKindShowsInWhatThereIs() throws {
    expect(
      [("ab", [1])], of: try tokenizer(#"{"vocab": [["<unk>", 0], ["ab", -1]], "unk_id": 0}"#))
    expect([("ab a", [1, 0])], of: try tokenizer(#"{"vocab": {"a": 0, "ab": 1}}"#))
    expect(
      [("ab", [0, 1])],
      of: try tokenizer(
        ###"{"vocab": {"a": 0, "##b": 1, "[UNK]": 2}, "continuing_subword_prefix": "##"}"###))
    expect(
      [("ab", [2])], of: try tokenizer(#"{"vocab": {"a": 0, "b": 1, "ab": 2}, "merges": ["a b"]}"#))
  }
}
