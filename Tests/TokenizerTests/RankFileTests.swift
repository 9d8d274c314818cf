// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Testing

@testable import Tokenizer

@Suite struct RankFileTests {
  @Test func aLineThatIsNoRankIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("IQ== 0\nIg== one\n", to: "ranks.tiktoken")
    let error = #expect(throws: AssayError.self) { try TextTokenizer(path: path) }
    #expect(error?.description.contains("ranks.tiktoken:2") == true)
  }

  @Test func aFileThatIsNotKnownIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("IQ== 0\nIg== 1\n", to: "ranks.tiktoken")
    let error = #expect(throws: AssayError.self) { try TextTokenizer(path: path) }
    #expect(error?.message.contains("2 ranks is not known") == true)
  }

  /// The 256 bytes, and tokens by rank.
  private func ranks(_ tokens: [String]) -> [[UInt8]: Int32] {
    var ranks: [[UInt8]: Int32] = [:]
    for byte in 0..<256 { ranks[[UInt8(byte)]] = Int32(byte) }
    for (place, token) in tokens.enumerated() { ranks[Array(token.utf8)] = Int32(256 + place) }
    return ranks
  }

  @Test func tokensAreMadeOfTwoEarlierOnes() throws {
    var builder = RankMerges(ranks(["ab", "cd", "abcd"]))
    let (merges, whole) = try builder.merges(file: "x")
    #expect(merges.map(\.left) == [97, 99, 256])
    #expect(merges.map(\.right) == [98, 100, 257])
    #expect(whole.isEmpty)
  }

  /// A token whose parts come later is found by them, and one of no parts as a whole word.
  @Test func tokensOutOfOrderAreFound() throws {
    var builder = RankMerges(ranks(["abc", "ab", "xyz"]))
    let (merges, whole) = try builder.merges(file: "x")
    #expect(merges.map(\.result) == [256, 257])
    #expect(merges[0].left == 257)
    #expect(whole == [258])
  }
}
