// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tokenizer

@Suite struct TokenIndexTests {
  private func index(_ tokens: [String], ids: [Int32]? = nil) -> TokenIndex {
    var offsets: [Int32] = [0]
    for token in tokens { offsets.append(offsets[offsets.count - 1] + Int32(token.utf8.count)) }
    return TokenIndex(
      (Array(tokens.joined().utf8), offsets), ids: ids ?? Array(0..<Int32(tokens.count)))
  }

  /// Words of one to twelve letters that differ in their last letters alone.
  private static let words = (0..<4096).map { number in
    String(repeating: "w", count: number % 10)
      + String(decoding: [UInt8(0x20 + number / 64), UInt8(0x20 + number % 64)], as: UTF8.self)
  }

  @Test func eachTokenIsFoundByItsBytes() {
    let index = index(Self.words)
    for (id, word) in Self.words.enumerated() { #expect(index.find(word) == Int32(id), "\(word)") }
    for other in ["", "w", "wwwwwwwwwwww", "é", "  w"] { #expect(index.find(other) == nil) }
  }

  /// Of equal tokens the first is meant, and those that are not to be found are not.
  @Test func someTokensAreLeftOut() {
    let index = index(["a", "b", "a", "c"], ids: [2, 0, 1])
    #expect(index.find("a") == 2 && index.find("b") == 1 && index.find("c") == nil)
  }

  /// No search goes over many tokens: those with the same start stand apart.
  @Test(arguments: ["", "a", "prefix", "a longer beginning"])
  func tokensWithOneBeginningAreSpread(_ start: String) {
    let index = index((0..<3000).map { start + String($0 + 100_000, radix: 36) })
    var (run, longest) = (0, 0)
    for slot in index.slots {
      run = slot == TokenIndex.empty ? 0 : run + 1
      longest = max(longest, run)
    }
    #expect(longest < 64, "\(longest) slots in a row are taken")
  }
}
