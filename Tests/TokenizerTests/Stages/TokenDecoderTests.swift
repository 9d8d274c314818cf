// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// Each decoder of a `tokenizer.json`; the values are those of tokenizers 0.23.3.
@Suite struct TokenDecoderTests {
  private func text(_ stage: String, _ tokens: [String]) throws -> String {
    try StageValue(stage).text(of: tokens)
  }

  @Test(arguments: [
    (["\u{120}a", "b"], " ab"), (["\u{C3}", "\u{A9}"], "\u{E9}"),
    (["\u{4E2D}", "\u{120}x"], "\u{4E2D} x"), ([], ""),
  ])
  func lettersAreBytesWhereAllOfAreOnes(tokens: [String], wanted: String) throws {
    #expect(try text(#"{"type": "ByteLevel"}"#, tokens) == wanted)
  }

  @Test(arguments: [
    (["a", "<0x62>", "c"], "abc"), (["<0xC3>", "<0xA9>"], "\u{E9}"),
    (["<0xC3>", "x"], "\u{FFFD}x"), (["<0xC3>", "<0x28>"], "\u{FFFD}\u{FFFD}"),
    (["<0x6>", "<0xGG>"], "<0x6><0xGG>"), (["<0x41>"], "A"), (["(0x41>"], "(0x41>"),
  ])
  func namesOfBytesBecomeBytesOrTheSignForNone(tokens: [String], wanted: String) throws {
    #expect(try text(#"{"type": "ByteFallback"}"#, tokens) == wanted)
  }

  @Test(arguments: [
    ("false", ["un", "##aff", "able"], "unaff able"), ("false", ["##a", "##b"], "##ab"),
    ("false", ["a", "."], "a ."), ("true", ["it", "'", "s", "!"], "it ' s!"),
    ("true", ["do", "not", "n't", "a", ",", "b", "."], "do notn't a, b."),
    ("true", ["we", "'ve", "'re", "'m", "?"], "we've're'm?"),
  ])
  func wordPiecesAreJoined(cleansUp: String, tokens: [String], wanted: String) throws {
    #expect(try text("{\"type\": \"WordPiece\", \"cleanup\": \(cleansUp)}", tokens) == wanted)
  }

  @Test(arguments: [
    ("always", ["▁Hey", "▁you", "▁"], "Hey you "), ("always", ["▁▁a", "b"], "ab"),
    ("always", ["a", "▁b"], "a b"), ("first", ["▁a", "▁b"], "a b"),
    ("never", ["▁Hey", "▁you"], " Hey you"),
  ])
  func aSpaceThatWasPutInFrontGoes(scheme: String, tokens: [String], wanted: String) throws {
    #expect(
      try text("{\"type\": \"Metaspace\", \"prepend_scheme\": \"\(scheme)\"}", tokens) == wanted)
  }

  @Test(arguments: [
    (["he", "llo</w>", "you</w>"], "hello you"), (["a</w>b", "c"], "a bc"), (["a</w>"], "a"),
  ])
  func theEndOfAWordIsASpaceButTheLast(tokens: [String], wanted: String) throws {
    #expect(try text(#"{"type": "BPEDecoder"}"#, tokens) == wanted)
  }

  @Test(arguments: [
    ("true", ["h", "h", "<pad>", "h", "e", "e", "|", "|", "y"], "hhe y"),
    ("true", ["a", " .", "a"], "a.a"), ("true", ["<pad>", "<pad>"], ""),
    ("false", ["a", "a", "|", "<pad>", "|", " ."], "a|| ."),
  ])
  func repeatedTokensCountOnce(cleansUp: String, tokens: [String], wanted: String) throws {
    #expect(try text("{\"type\": \"CTC\", \"cleanup\": \(cleansUp)}", tokens) == wanted)
  }

  @Test(arguments: [
    (#""content": " ", "start": 1, "stop": 0"#, ["  a ", " b"], " a b"),
    (#""content": " ", "start": 1, "stop": 0"#, ["c"], "c"),
    (#""content": "_", "start": 1, "stop": 2"#, ["___"], ""),
    (#""content": "_", "start": 0, "stop": 2"#, ["_a___", "b_"], "_a_b"),
    (#""content": "_""#, ["_a_"], "_a_"),
  ])
  func endsAreStrippedAsOftenAsIsSaid(members: String, tokens: [String], wanted: String) throws {
    #expect(try text("{\"type\": \"Strip\", \(members)}", tokens) == wanted)
  }

  @Test(arguments: [
    (#"{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}"#, ["▁a▁b", "c"], " a bc"),
    (
      #"{"type": "Replace", "pattern": {"Regex": "[xy]+"}, "content": "-"}"#, ["axyb", "y"], "a-b-"
    ),
    (
      #"{"type": "Sequence", "decoders": [{"type": "Fuse"}, {"type": "Strip", "content": "a", "start": 1}]}"#,
      ["a", "a", "b"], "ab"
    ),
    (
      #"{"type": "Sequence", "decoders": [{"type": "Strip", "content": "a", "start": 1}, {"type": "Fuse"}]}"#,
      ["a", "a", "b"], "b"
    ),
    ("null", ["a", "b", "c"], "a b c"), ("null", ["a"], "a"),
  ])
  func stagesFollowOneAnother(stage: String, tokens: [String], wanted: String) throws {
    #expect(try text(stage, tokens) == wanted)
  }

  /// Llama's.
  @Test func spacesBytesAndTheFirstSpace() throws {
    let stage = """
      {"type": "Sequence", "decoders": [
      {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
      {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
      """
    #expect(try text(stage, ["▁Hey", "▁you", "<0x21>"]) == "Hey you!")
  }

  @Test func bytesNeedNoDecoder() throws {
    for stage in ["null", #"{"type": "ByteLevel"}"#] {
      guard case .bytes = try DecoderReader.decoding(StageValue(stage), isByteLevel: true) else {
        Issue.record("\(stage) has a decoder")
        continue
      }
    }
  }
}
