// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// How pre-tokenizers part the same texts. The values are those of tokenizers 0.23.3.
@Suite struct PatternPieceTests {
  private func pieces(_ stage: String, _ text: String) throws -> [String] {
    try StageValue(stage).pieces(of: text)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, world ", "!"]),
      (" a  b ", [" a  b "]),
      ("x-1-22", ["x"]),
      ("é日本 3", ["é日本 "]),
      ("--", []),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't stop"]),
      ("a\nb\t c", ["a\nb\t c"]),
      ("1a2b3c", ["a", "b", "c"]),
      ("\u{1F389} ok", ["\u{1F389} ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func patternsAreRemoved(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"Regex": "\\d+|-"}, "behavior": "Removed", "invert": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["42"]),
      (" a  b ", []),
      ("x-1-22", ["-", "1", "-", "22"]),
      ("é日本 3", ["3"]),
      ("--", ["-", "-"]),
      ("A.B.C", []),
      ("don't stop", []),
      ("a\nb\t c", []),
      ("1a2b3c", ["1", "2", "3"]),
      ("\u{1F389} ok", []),
      ("\u{3000}x\u{A0}y", []),
    ] as [(String, [String])])
  func allButThePatternIsRemoved(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"Regex": "\\d+|-"}, "behavior": "Removed", "invert": true}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, world ", "42", "!"]),
      (" a  b ", [" a  b "]),
      ("x-1-22", ["x", "-", "1", "-", "22"]),
      ("é日本 3", ["é日本 ", "3"]),
      ("--", ["-", "-"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't stop"]),
      ("a\nb\t c", ["a\nb\t c"]),
      ("1a2b3c", ["1", "a", "2", "b", "3", "c"]),
      ("\u{1F389} ok", ["\u{1F389} ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func patternsAreIsolated(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"Regex": "\\d+|-"}, "behavior": "Isolated", "invert": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, world ", "42", "!"]),
      (" a  b ", [" a  b "]),
      ("x-1-22", ["x", "-1-22"]),
      ("é日本 3", ["é日本 ", "3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't stop"]),
      ("a\nb\t c", ["a\nb\t c"]),
      ("1a2b3c", ["1", "a", "2", "b", "3", "c"]),
      ("\u{1F389} ok", ["\u{1F389} ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func patternsInARowAreOne(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"Regex": "\\d|-"}, "behavior": "Contiguous", "invert": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hel", "lo,", " wo", "rld", " 42", "!"]),
      (" a  b ", [" a ", " b "]),
      ("x-1-22", ["x-1", "-22"]),
      ("é日本 3", ["é日本", " 3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B", ".C"]),
      ("don't stop", ["don", "'t ", "sto", "p"]),
      ("a\nb\t c", ["a\nb", "\t c"]),
      ("1a2b3c", ["1a2", "b3c"]),
      ("\u{1F389} ok", ["\u{1F389} o", "k"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}", "y"]),
    ] as [(String, [String])])
  func piecesHaveALength(_ text: String, _ wanted: [String]) throws {
    let stage = #"{"type": "FixedLength", "length": 3}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello", ",", "world", "4", "2", "!"]),
      (" a  b ", ["a", "b"]),
      ("x-1-22", ["x", "-", "1", "-", "2", "2"]),
      ("é日本 3", ["é日本", "3"]),
      ("--", ["--"]),
      ("A.B.C", ["A", ".", "B", ".", "C"]),
      ("don't stop", ["don", "'", "t", "stop"]),
      ("a\nb\t c", ["a", "b", "c"]),
      ("1a2b3c", ["1", "a", "2", "b", "3", "c"]),
      ("\u{1F389} ok", ["\u{1F389}", "ok"]),
      ("\u{3000}x\u{A0}y", ["x", "y"]),
    ] as [(String, [String])])
  func wordsThenDigits(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Sequence", "pretokenizers": [{"type": "Whitespace"}, {"type": "Digits", "individual_digits": true}]}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello", ",", "world", "42", "!"]),
      (" a  b ", ["a", "b"]),
      ("x-1-22", ["x", "-", "1", "-", "22"]),
      ("é日本 3", ["é日本", "3"]),
      ("--", ["-", "-"]),
      ("A.B.C", ["A", ".", "B", ".", "C"]),
      ("don't stop", ["don", "'", "t", "stop"]),
      ("a\nb\t c", ["a", "b", "c"]),
      ("1a2b3c", ["1a2b3c"]),
      ("\u{1F389} ok", ["\u{1F389}", "ok"]),
      ("\u{3000}x\u{A0}y", ["x", "y"]),
    ] as [(String, [String])])
  func signsThenWords(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Sequence", "pretokenizers": [{"type": "Punctuation", "behavior": "Isolated"}, {"type": "WhitespaceSplit"}]}"#
    #expect(try pieces(stage, text) == wanted)
  }
}
