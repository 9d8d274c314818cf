// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import LanguageModel

/// Feeds byte tokens and collects what is handed out on the way.
private func run(
  _ tokens: [[UInt8]], stops: [[UInt8]] = [], offset: Int = 0
) -> (text: String, tokens: [TextPiece.Token], stopped: Bool) {
  var text = GrowingText(stops: stops, offset: offset)
  var result = ""
  var handed: [TextPiece.Token] = []
  for (index, bytes) in tokens.enumerated() {
    text.append(TokenScore(token: Int32(index), logProbability: -1), bytes: bytes)
    if text.stop != nil { break }
    let piece = text.take()
    result += piece.text
    handed += piece.tokens
  }
  let last = text.finish()
  return (result + last.text, handed + last.tokens, text.stop != nil)
}

@Suite struct GrowingTextTests {
  /// Bytes in tokens of 1 to 6 bytes.
  private func cut(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + random.next(below: 6))
      tokens.append(Array(bytes[start..<end]))
      start = end
    }
    return tokens
  }

  @Test func cutsAtTheFirstStopHoweverTokensFall() {
    let whole = "Grüße 👩‍🚀 at noon\n###\nmore text"
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let tokens = cut(Array(whole.utf8), &random)
      let plain = run(tokens)
      #expect(plain.text == whole)
      #expect(plain.tokens.map { Int($0.score.token) } == Array(tokens.indices))
      let stopped = run(tokens, stops: ["zzz", "\n###", "more"].map { Array($0.utf8) })
      #expect(stopped.text == "Grüße 👩‍🚀 at noon")
      #expect(stopped.stopped)
    }
  }

  /// Against a plain search in the whole.
  @Test func textsEndWhereASearchEnds() {
    var random = SeededGenerator(seed: 11)
    func bytes(_ length: Int) -> [UInt8] {
      (0..<length).map { _ in UInt8(0x61 + random.next(below: 3)) }
    }
    for _ in 0..<2000 {
      let stops = (0..<random.next(below: 4)).map { _ in bytes(1 + random.next(below: 4)) }
      let stream = bytes(random.next(below: 12))
      let found = run(cut(stream, &random), stops: stops)
      let expected = stream.indices.first { start in
        stops.contains { stream[start...].starts(with: $0) }
      }
      #expect(found.text == String(decoding: stream[..<(expected ?? stream.count)], as: UTF8.self))
      #expect(found.stopped == (expected != nil))
    }
  }

  /// Broken bytes come out as decoding the whole gives them, and every token starts where its first
  /// character stands there.
  @Test func anyBytesAreHandedOutAsDecodingTheWholeWould() {
    var random = SeededGenerator(seed: 5)
    let some: [UInt8] = [0x61, 0x80, 0xA9, 0xC3, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0xED, 0xFF]
    for _ in 0..<3000 {
      let bytes = (0..<random.next(below: 14)).map { _ in some[random.next(below: some.count)] }
      let tokens = cut(bytes, &random)
      let found = run(tokens, offset: 10)
      #expect(found.text == String(decoding: bytes, as: UTF8.self))
      var before = 0
      for (token, found) in zip(tokens, found.tokens) {
        let start = String(decoding: bytes[..<before], as: UTF8.self).unicodeScalars.count
        let through = String(decoding: bytes[...before], as: UTF8.self).unicodeScalars.count
        #expect(found.offset == 10 + min(start, through - 1), "\(tokens)")
        before += token.count
      }
    }
  }

  @Test func waitsForStopsThatMayBegin() {
    var text = GrowingText(stops: [Array("END".utf8)], offset: 0)
    func feed(_ token: String) -> String {
      text.append(TokenScore(token: 1, logProbability: 0), bytes: Array(token.utf8))
      return text.take().text
    }
    #expect(feed("a") == "a")
    #expect(feed(" E") == "")
    #expect(feed("N") == "")
    #expect(feed("X") == " ENX")
    #expect(feed("EEN") == "")
    #expect(text.finish().text == "EEN")
  }

  @Test func offsetsCountWholeCharactersFromThePromptsStart() {
    let tokens: [[UInt8]] = [[0x61], [0xF0, 0x9F], [0x98, 0x80], Array("éx".utf8), [0x79]]
    let result = run(tokens, offset: 10)
    #expect(result.text == "a😀éxy")
    #expect(result.tokens.map(\.offset) == [10, 11, 11, 12, 14])
  }

  @Test func aCharacterThatWasCutShortCountsBeforeTheNextToken() {
    let result = run([[0x61], [0xE2, 0x82], [0x62]])
    #expect(result.text == "a\u{FFFD}b")
    #expect(result.tokens.map(\.offset) == [0, 1, 2])
    #expect(run([[0x61], [0xE2, 0x82]]).text == "a\u{FFFD}")
  }

  @Test func theEndStandsBehindTheText() {
    var text = GrowingText(stops: [Array("END".utf8)], offset: 0)
    text.append(TokenScore(token: 1, logProbability: -1), bytes: [0x61, 0xE2])
    text.appendEnd(TokenScore(token: 9, logProbability: -2))
    let piece = text.finish()
    #expect(piece.text == "a\u{FFFD}")
    #expect(piece.tokens.map(\.score.token) == [1, 9])
    #expect(piece.tokens.map(\.offset) == [0, 2])
  }

  @Test func tokensBehindAStopAreNoPartOfTheText() {
    var text = GrowingText(stops: [Array("abcd".utf8), Array("b".utf8)], offset: 0)
    for (index, byte) in "xab".utf8.enumerated() {
      text.append(TokenScore(token: Int32(index), logProbability: -1), bytes: [byte])
    }
    // "b" waits for "abcd".
    #expect(text.stop == nil)
    text.appendEnd(TokenScore(token: 9, logProbability: -2))
    let piece = text.finish()
    #expect(text.stop == 2 && piece.text == "xa")
    #expect(piece.tokens.map(\.score.token) == [0, 1])
  }

  @Test func promptTokensDoNotStop() {
    var text = GrowingText(stops: [Array("\n".utf8)], offset: 0)
    text.append(TokenScore(token: 0), bytes: Array("a\nb\n".utf8), isPrompt: true)
    #expect(text.stop == nil)
    #expect(text.take().text == "a\nb\n")
    text.append(TokenScore(token: 1, logProbability: 0), bytes: Array("c\n".utf8))
    #expect(text.stop == 1)
    #expect(text.finish().text == "c")
  }
}
