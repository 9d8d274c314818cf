// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// How pre-tokenizers part the same texts. The values are those of tokenizers 0.23.3.
@Suite struct PieceTableTests {
  private func pieces(_ stage: String, _ text: String) throws -> [String] {
    try StageValue(stage).pieces(of: text)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, world ", "42", "!"]),
      (" a  b ", [" a  b "]),
      ("x-1-22", ["x-", "1", "-", "22"]),
      ("é日本 3", ["é日本 ", "3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't stop"]),
      ("a\nb\t c", ["a\nb\t c"]),
      ("1a2b3c", ["1", "a", "2", "b", "3", "c"]),
      ("\u{1F389} ok", ["\u{1F389} ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func digitsStayTogether(_ text: String, _ wanted: [String]) throws {
    let stage = #"{"type": "Digits", "individual_digits": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, world ", "4", "2", "!"]),
      (" a  b ", [" a  b "]),
      ("x-1-22", ["x-", "1", "-", "2", "2"]),
      ("é日本 3", ["é日本 ", "3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't stop"]),
      ("a\nb\t c", ["a\nb\t c"]),
      ("1a2b3c", ["1", "a", "2", "b", "3", "c"]),
      ("\u{1F389} ok", ["\u{1F389} ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func digitsAreApart(_ text: String, _ wanted: [String]) throws {
    let stage = #"{"type": "Digits", "individual_digits": true}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello,", "world", "42!"]),
      (" a  b ", ["a", "b"]),
      ("x-1-22", ["x-1-22"]),
      ("é日本 3", ["é日本", "3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't", "stop"]),
      ("a\nb\t c", ["a\nb\t", "c"]),
      ("1a2b3c", ["1a2b3c"]),
      ("\u{1F389} ok", ["\u{1F389}", "ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func spacesAreRemoved(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"String": " "}, "behavior": "Removed", "invert": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, ", "world ", "42!"]),
      (" a  b ", [" ", "a ", " ", "b "]),
      ("x-1-22", ["x-1-22"]),
      ("é日本 3", ["é日本 ", "3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't ", "stop"]),
      ("a\nb\t c", ["a\nb\t ", "c"]),
      ("1a2b3c", ["1a2b3c"]),
      ("\u{1F389} ok", ["\u{1F389} ", "ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func spacesGoWithWhatIsBefore(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello,", " world", " 42!"]),
      (" a  b ", [" a", " ", " b", " "]),
      ("x-1-22", ["x-1-22"]),
      ("é日本 3", ["é日本", " 3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't", " stop"]),
      ("a\nb\t c", ["a\nb\t", " c"]),
      ("1a2b3c", ["1a2b3c"]),
      ("\u{1F389} ok", ["\u{1F389}", " ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func spacesGoWithWhatFollows(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithNext", "invert": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["\u{2581}Hello,", "\u{2581}world", "\u{2581}42!"]),
      (" a  b ", ["\u{2581}a", "\u{2581}", "\u{2581}b", "\u{2581}"]),
      ("x-1-22", ["\u{2581}x-1-22"]),
      ("é日本 3", ["\u{2581}é日本", "\u{2581}3"]),
      ("--", ["\u{2581}--"]),
      ("A.B.C", ["\u{2581}A.B.C"]),
      ("don't stop", ["\u{2581}don't", "\u{2581}stop"]),
      ("a\nb\t c", ["\u{2581}a\nb\t", "\u{2581}c"]),
      ("1a2b3c", ["\u{2581}1a2b3c"]),
      ("\u{1F389} ok", ["\u{2581}\u{1F389}", "\u{2581}ok"]),
      ("\u{3000}x\u{A0}y", ["\u{2581}\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func spaceBecomesASign(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello,\u{2581}world\u{2581}42!"]),
      (" a  b ", ["\u{2581}a\u{2581}\u{2581}b\u{2581}"]),
      ("x-1-22", ["x-1-22"]),
      ("é日本 3", ["é日本\u{2581}3"]),
      ("--", ["--"]),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't\u{2581}stop"]),
      ("a\nb\t c", ["a\nb\t\u{2581}c"]),
      ("1a2b3c", ["1a2b3c"]),
      ("\u{1F389} ok", ["\u{1F389}\u{2581}ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func spaceBecomesASignWithoutSplitting(_ text: String, _ wanted: [String]) throws {
    let stage =
      #"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": false}"#
    #expect(try pieces(stage, text) == wanted)
  }

  @Test(
    arguments: [
      ("Hello, world 42!", ["Hello, world 42!"]),
      (" a  b ", [" a  b "]),
      ("x-1-22", ["x", "1", "22"]),
      ("é日本 3", ["é日本 3"]),
      ("--", []),
      ("A.B.C", ["A.B.C"]),
      ("don't stop", ["don't stop"]),
      ("a\nb\t c", ["a\nb\t c"]),
      ("1a2b3c", ["1a2b3c"]),
      ("\u{1F389} ok", ["\u{1F389} ok"]),
      ("\u{3000}x\u{A0}y", ["\u{3000}x\u{A0}y"]),
    ] as [(String, [String])])
  func delimitersAreRemoved(_ text: String, _ wanted: [String]) throws {
    let stage = #"{"type": "CharDelimiterSplit", "delimiter": "-"}"#
    #expect(try pieces(stage, text) == wanted)
  }
}
