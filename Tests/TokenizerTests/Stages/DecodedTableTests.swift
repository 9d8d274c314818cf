// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// What each decoder makes of the same tokens. The values are those of tokenizers 0.23.3.
@Suite struct DecodedTableTests {
  private func text(_ stage: String, _ tokens: [String]) throws -> String {
    try StageValue(stage).text(of: tokens)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey\u{2581}you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func namesAreFused(_ tokens: [String], _ wanted: String) throws {
    let stage = #"{"type": "Fuse"}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "a b"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey \u{2581}you"),
      (["un", "##able", "."], "unable."),
      (["a</w>", "b</w>"], "a</w> b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "h h e <pad> l | o"),
      (["<0x41>", "x"], "<0x41> x"),
      ([" a", " b "], " a  b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func wordPiecesAreCleanedUp(_ tokens: [String], _ wanted: String) throws {
    let stage = ###"{"type": "WordPiece", "prefix": "##", "cleanup": true}"###
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "a b"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey \u{2581}you"),
      (["un", "##able", "."], "unable ."),
      (["a</w>", "b</w>"], "a</w> b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "h h e <pad> l | o"),
      (["<0x41>", "x"], "<0x41> x"),
      ([" a", " b "], " a  b "),
      (["do", "n't", "!"], "do n't !"),
    ] as [([String], String)])
  func wordPiecesAreLeft(_ tokens: [String], _ wanted: String) throws {
    let stage = ###"{"type": "WordPiece", "prefix": "##", "cleanup": false}"###
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "Hey you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func signsBecomeSpace(_ tokens: [String], _ wanted: String) throws {
    let stage =
      #"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], " Hey you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func allSignsBecomeSpace(_ tokens: [String], _ wanted: String) throws {
    let stage =
      #"{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": true}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey\u{2581}you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a b"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func endsOfWordsBecomeSpace(_ tokens: [String], _ wanted: String) throws {
    let stage = #"{"type": "BPEDecoder", "suffix": "</w>"}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey\u{2581}you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "Ax"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func namesOfBytes(_ tokens: [String], _ wanted: String) throws {
    let stage = #"{"type": "ByteFallback"}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey\u{2581}you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], "ab"),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func edgesAreStripped(_ tokens: [String], _ wanted: String) throws {
    let stage = #"{"type": "Strip", "content": " ", "start": 1, "stop": 1}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], " Hey you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func signsAreReplaced(_ tokens: [String], _ wanted: String) throws {
    let stage = #"{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "\u{2581}Hey\u{2581}you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hel o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], " a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func soundsInARowAreOne(_ tokens: [String], _ wanted: String) throws {
    let stage =
      #"{"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": true}"#
    #expect(try text(stage, tokens) == wanted)
  }

  @Test(
    arguments: [
      (["a", "b"], "ab"),
      (["\u{2581}Hey", "\u{2581}you"], "Hey you"),
      (["un", "##able", "."], "un##able."),
      (["a</w>", "b</w>"], "a</w>b</w>"),
      (["h", "h", "e", "<pad>", "l", "|", "o"], "hhe<pad>l|o"),
      (["<0x41>", "x"], "<0x41>x"),
      ([" a", " b "], "a b "),
      (["do", "n't", "!"], "don't!"),
    ] as [([String], String)])
  func decodersFollowOneAnother(_ tokens: [String], _ wanted: String) throws {
    let stage =
      #"{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}"#
    #expect(try text(stage, tokens) == wanted)
  }
}
