// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Testing

@Suite struct GeneratedTextsTests {
  private func texts(count: Int, candidates: Int, means: [Double?]) -> GeneratedTexts {
    var request = GenerationRequest(prompts: Array(repeating: [1], count: means.count / candidates))
    request.count = count
    request.candidates = candidates
    var texts = GeneratedTexts(request)
    for (choice, mean) in means.enumerated() {
      texts.take(.text(choice: choice, TextPiece(text: "\(choice)")))
      guard let mean else { continue }
      texts.take(
        .ended(
          choice: choice,
          TextEnding(reason: .length, tokens: choice, meanLogProbability: mean)))
    }
    return texts
  }

  @Test func theBestOfEachPromptComeFirst() {
    let texts = texts(count: 2, candidates: 3, means: [-3, -1, -2, -1, -5, -4])
    #expect(texts.best.map(\.text) == ["1", "2", "3", "5"])
    #expect(texts.generatedTokens == 15)
  }

  @Test func equalTextsKeepTheirOrderAndUnendedOnesAreLast() {
    let texts = texts(count: 3, candidates: 4, means: [nil, -1, -1, -9])
    #expect(texts.best.map(\.text) == ["1", "2", "3"])
  }

  @Test func nothingIsChosenWhereAllAreKept() {
    let texts = texts(count: 3, candidates: 3, means: [-3, -1, -2])
    #expect(texts.best.map(\.text) == ["0", "1", "2"])
  }

  @Test func piecesAddUp() {
    var texts = GeneratedTexts(GenerationRequest(prompts: [[1]]))
    let token = TextPiece.Token(score: TokenScore(token: 5), offset: 0)
    texts.take(.text(choice: 0, TextPiece(text: "a", tokens: [token])))
    texts.take(.text(choice: 0, TextPiece(text: "b", tokens: [token, token])))
    texts.take(.finished)
    #expect(texts.all[0].piece == TextPiece(text: "ab", tokens: [token, token, token]))
    #expect(texts.all[0].ending == nil && texts.generatedTokens == 0)
  }
}
