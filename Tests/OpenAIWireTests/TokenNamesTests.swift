// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import OpenAIWire
import Testing
import Tokenizer

@Suite struct TokenNamesTests {
  private let names = TokenNames(.gpt2)

  private func token(_ bytes: [UInt8]) throws -> Int32 {
    try #require((0..<Int32(50257)).first { TextTokenizer.gpt2.bytes(of: $0) == bytes })
  }

  @Test func wholeCharactersAreTheirText() throws {
    #expect(names.name(of: 464) == "The")
    #expect(names.name(of: 50256) == "<|endoftext|>")
    #expect(names.name(of: try token(Array("é".utf8))) == "é")
  }

  @Test func partsOfCharactersAreTheirBytes() throws {
    #expect(names.name(of: try token([0xF0, 0x9F])) == "bytes:\\xf0\\x9f")
    #expect(names.name(of: try token([0x80])) == "bytes:\\x80")
    // A byte below 16 has two digits as well; where it begins a whole character it is text.
    #expect(names.name(of: try token([0x0B])) == "\u{0B}")
  }

  @Test func tokensBeyondTheVocabularyAreTheirNumber() {
    #expect(names.name(of: 50300) == "token:50300")
  }

  /// A part of a character must not hide another: each token is a key of its own.
  @Test func everyTokenHasAKey() throws {
    var tokens = (0..<Int32(50257)).filter {
      String(validating: TextTokenizer.gpt2.bytes(of: $0), as: UTF8.self) == nil
    }
    tokens += [50300, 50301, 464]
    let object = names.object(of: tokens.map { .init(token: $0, logProbability: -Double($0)) })
    #expect(object.members.count == tokens.count)
    #expect(Set(object.members.map { Array($0.key.utf8) }).count == tokens.count)
    #expect(object.members.map(\.value) == tokens.map { .number(-Double($0)) })
  }

  @Test func tokensOfOneNameAreToldApart() {
    let object = names.object(of: [
      .init(token: 464, logProbability: -1), .init(token: 464, logProbability: -.infinity),
    ])
    #expect(object.members.map(\.key) == ["The", "token:464"])
    // JSON has no infinity.
    #expect(object.members[1].value == .null)
  }
}
