// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// Each normalizer of a `tokenizer.json`, on the edges of what it changes; the values are those of
/// tokenizers 0.23.3.
@Suite struct NormalizerTests {
  private func normalized(_ stage: String, _ text: String) throws -> String {
    var bytes = Array(text.utf8)
    for normalizer in try StageValue(stage).normalizers {
      let isLeft = bytes.withUnsafeBufferPointer { normalizer.leaves($0) }
      let before = bytes
      normalizer.apply(to: &bytes)
      // Who says that nothing changes must change nothing.
      #expect(!isLeft || bytes == before, "\(stage)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("ABC xyz", "abc xyz"), ("\u{C9}T\u{C9} \u{130}", "\u{E9}t\u{E9} i\u{307}"),
    ("\u{3A3}\u{391}\u{3A3}", "\u{3C3}\u{3B1}\u{3C3}"), ("@[`{AZaz", "@[`{azaz"),
    ("\u{1C5}", "\u{1C6}"), ("", ""),
  ])
  func lowerCaseIsThatOfEachScalar(text: String, wanted: String) throws {
    #expect(try normalized(#"{"type": "Lowercase"}"#, text) == wanted)
  }

  @Test(arguments: [
    ("e\u{301}a\u{308}", "ea"), ("caf\u{E9}", "caf\u{E9}"), ("\u{915}\u{93F}", "\u{915}"),
    ("x\u{20DD}", "x"),
  ])
  func marksGoButNotThoseWithinALetter(text: String, wanted: String) throws {
    let result = try normalized(#"{"type": "StripAccents"}"#, text)
    #expect(Array(result.utf8) == Array(wanted.utf8))
  }

  @Test(arguments: [
    ("a\u{1}b\u{8}c\u{B}d\u{E}e\u{1F}f", "abcdef"), ("a\tb\nc\u{C}d\re", "a b c d e"),
    ("\u{A0}\u{200A}|\u{200B}|\u{200F}|\u{2010}", "\u{A0}\u{200A}| | |\u{2010}"),
    ("\u{FEFF}x\u{FFFD}y\u{2581}z", " x y z"), ("\u{7F}\u{8F}\u{9F}\u{80}", "\u{80}"),
    ("\u{2027}|\u{2028}|\u{2029}|\u{202A}", "\u{2027}| | |\u{202A}"),
  ])
  func nmtRemovesControlsAndMakesOddSpacesSpaces(text: String, wanted: String) throws {
    #expect(try normalized(#"{"type": "Nmt"}"#, text) == wanted)
  }

  @Test(arguments: [
    ("Caf\u{C9}\0\u{200B}A\tB", "cafea b"), ("\u{4E2D}\u{6587}x", " \u{4E2D}  \u{6587} x"),
    ("\u{3400}\u{4DBF}\u{4DC0}", " \u{3400}  \u{4DBF} \u{4DC0}"),
    ("\u{D7FF}\u{F900}\u{FAFF}\u{FB00}", "\u{D7FF} \u{8C48}  \u{FAFF} \u{FB00}"),
    ("\u{20000}\u{2F800}", " \u{20000}  \u{4E3D} "),
  ])
  func bertCleansSpacesChineseAndLowers(text: String, wanted: String) throws {
    #expect(try normalized(#"{"type": "BertNormalizer"}"#, text) == wanted)
  }

  /// Accents go with lower case, unless the file says otherwise.
  @Test(arguments: [
    (#""lowercase": false"#, "Caf\u{C9} \u{4E2D}", "Caf\u{C9}  \u{4E2D} "),
    (
      #""clean_text": false, "handle_chinese_chars": false, "strip_accents": true, "lowercase": false"#,
      "Caf\u{C9}\t\u{4E2D}", "CafE\t\u{4E2D}"
    ),
    (
      #""clean_text": false, "handle_chinese_chars": false, "strip_accents": true, "lowercase": false"#,
      "\u{915}\u{93F}", "\u{915}\u{93F}"
    ),
    (
      #""clean_text": false, "handle_chinese_chars": false, "strip_accents": false"#,
      "Caf\u{C9}\t\u{4E2D}", "caf\u{E9}\t\u{4E2D}"
    ),
  ])
  func eachPartOfBertsCanBeLeftOut(members: String, text: String, wanted: String) throws {
    let result = try normalized("{\"type\": \"BertNormalizer\", \(members)}", text)
    #expect(Array(result.utf8) == Array(wanted.utf8))
  }

  @Test(arguments: [
    (#"{"type": "Prepend", "prepend": "▁"}"#, "x", "▁x"),
    (#"{"type": "Prepend", "prepend": "▁"}"#, "", ""),
    (#"{"type": "Prepend", "prepend": "▁"}"#, "▁x", "▁▁x"),
    (#"{"type": "Strip"}"#, " \t a b\u{3000}\n", "a b"), (#"{"type": "Strip"}"#, "x", "x"),
    (#"{"type": "Strip"}"#, "\u{A0}\u{2003}", ""),
    (#"{"type": "Strip", "strip_right": false}"#, "  x  ", "x  "),
    (#"{"type": "Strip", "strip_right": false}"#, "   ", ""),
    (#"{"type": "Strip", "strip_left": false}"#, "  x  ", "  x"),
    (#"{"type": "Strip", "strip_left": false}"#, "   ", ""),
    (#"{"type": "Replace", "pattern": {"String": " "}, "content": "▁"}"#, "a b  c", "a▁b▁▁c"),
    (#"{"type": "Replace", "pattern": {"String": " "}, "content": ""}"#, "a b  c", "abc"),
    (#"{"type": "Replace", "pattern": {"String": "``"}, "content": "'"}"#, "```x``", "'`x'"),
    (#"{"type": "Replace", "pattern": {"String": "``"}, "content": "'"}"#, "`", "`"),
    (
      #"{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}"#, "a  b   c d",
      "a b c d"
    ),
  ])
  func textsAreEditedAtTheirEndsAndWithin(stage: String, text: String, wanted: String) throws {
    #expect(try normalized(stage, text) == wanted)
  }

  @Test func theStagesOfASequenceFollowOneAnother() throws {
    let stage = """
      {"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"},
      {"type": "Sequence", "normalizers": [{"type": "Lowercase"},
      {"type": "Prepend", "prepend": "_"}]}]}
      """
    #expect(try normalized(stage, "\u{C9}A") == "_ea")
  }

  /// Bytes that are no UTF-8 come through as they are.
  @Test(arguments: ["Lowercase", "StripAccents", "Nmt"])
  func strayBytesStay(type: String) throws {
    var bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82]
    for normalizer in try StageValue("{\"type\": \"\(type)\"}").normalizers {
      normalizer.apply(to: &bytes)
    }
    #expect(bytes == [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82])
  }

  @Test(arguments: [
    (#"{"type": "Replace", "content": "x"}"#, "a pattern"),
    (#"{"type": "Replace", "pattern": {"Regex": "("}, "content": "x"}"#, "cannot be used"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "?"}"#, "not base64"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "AAAA"}"#, "not base64"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "CAAAAAEAAAA="}"#, "cut off"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "AAAAAAAAAAA="}"#, "cut off"),
    (#"{"type": "Precompiled", "precompiled_charsmap": "AwAAAAAAAAA="}"#, "cut off"),
    (#"{"prepend": "x"}"#, "without a type"),
  ])
  func aDamagedStageIsNamedWithItsFile(stage: String, reason: String) {
    let error = #expect(throws: AssayError.self) { try StageValue(stage).normalizers }
    #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
    #expect(error?.location?.file == "tokenizer.json")
  }
}
