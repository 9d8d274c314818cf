// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Platform
import Testing

@testable import Service

/// Feeds byte tokens and collects what is handed out on the way.
private func run(
  _ tokens: [[UInt8]], stops: [String] = [], offset: Int = 0
) -> (text: String, tokens: [CompletionText.Token], stopped: Bool) {
  var text = CompletionText(stops: stops.map { Array($0.utf8) }, offset: offset)
  var result = ""
  var handed: [CompletionText.Token] = []
  for (index, bytes) in tokens.enumerated() {
    text.append(TokenScore(token: Int32(index), logProbability: -1), bytes: bytes)
    if text.stop != nil { break }
    let piece = text.take(isLast: false)
    #expect(!piece.text.unicodeScalars.contains("\u{FFFD}"))
    result += piece.text
    handed += piece.tokens
  }
  let stopped = text.stop != nil
  let last = text.take(isLast: true)
  return (result + last.text, handed + last.tokens, stopped)
}

@Suite struct CompletionTextTests {
  @Test func cutsAtTheFirstStopHoweverTokensFall() {
    let whole = "Grüße 👩‍🚀 at noon\n###\nmore text"
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let bytes = Array(whole.utf8)
      var tokens: [[UInt8]] = []
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + 1 + random.next(below: 6))
        tokens.append(Array(bytes[start..<end]))
        start = end
      }
      let plain = run(tokens)
      #expect(plain.text == whole)
      #expect(plain.tokens.map { Int($0.score.token) } == Array(tokens.indices))
      let stopped = run(tokens, stops: ["zzz", "\n###", "more"])
      #expect(stopped.text == "Grüße 👩‍🚀 at noon")
      #expect(stopped.stopped)
    }
  }

  @Test func waitsForStopsThatMayBegin() {
    var text = CompletionText(stops: [Array("END".utf8)], offset: 0)
    func feed(_ token: String) -> String {
      text.append(TokenScore(token: 1, logProbability: 0), bytes: Array(token.utf8))
      return text.take(isLast: false).text
    }
    #expect(feed("a") == "a")
    #expect(feed(" E") == "")
    #expect(feed("N") == "")
    #expect(feed("X") == " ENX")
    #expect(feed("EEN") == "")
    #expect(text.take(isLast: true).text == "EEN")
  }

  @Test func offsetsCountWholeCharactersFromThePromptsStart() {
    let tokens: [[UInt8]] = [[0x61], [0xF0, 0x9F], [0x98, 0x80], Array("éx".utf8), [0x79]]
    let result = run(tokens, offset: 10)
    #expect(result.text == "a😀éxy")
    #expect(result.tokens.map(\.offset) == [10, 11, 11, 12, 14])
  }

  @Test func brokenBytesBecomeReplacementsAtTheEnd() {
    #expect(run([[0x61], [0xE2, 0x82]]).text == "a\u{FFFD}")

  }

  @Test func promptTokensDoNotStop() {
    var text = CompletionText(stops: [Array("\n".utf8)], offset: 0)
    text.append(TokenScore(token: 0), bytes: Array("a\nb\n".utf8), isPrompt: true)
    #expect(text.stop == nil)
    #expect(text.take(isLast: false).text == "a\nb\n")
    text.append(TokenScore(token: 1, logProbability: 0), bytes: Array("c\n".utf8))
    #expect(text.stop == 1)
    #expect(text.take(isLast: true).text == "c")
  }
}
