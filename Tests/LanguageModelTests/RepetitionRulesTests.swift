// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LanguageModel

/// Row 75: what `generate` does not repeat.
@Suite struct RepetitionRulesTests {
  private func adjusted(
    _ logits: [Float], prompt: [Int32], generated: [Int32] = [],
    change: (inout SamplingOptions) -> Void
  ) -> [Float] {
    var options = SamplingOptions()
    change(&options)
    var rules = RepetitionRules(options, prompt: prompt, endTokens: [3])
    for token in generated { rules.append(token) }
    var logits = logits
    rules.adjust(&logits)
    return logits
  }

  @Test("Row 75: the penalty divides what is above 0 and multiplies what is under it")
  func penalty() {
    let found = adjusted([2, -2, 4, 1], prompt: [0, 1, 1], generated: [2]) {
      $0.repetitionPenalty = 2
    }
    #expect(found == [1, -4, 2, 1])
  }

  @Test("Row 75: no run of tokens comes twice") func runs() {
    let banned = adjusted([1, 1, 1, 1], prompt: [0, 1, 2, 0], generated: [1]) {
      $0.noRepeatSize = 3
    }
    #expect(banned == [1, 1, -.infinity, 1])
    #expect(
      adjusted([1, 1, 1, 1], prompt: [0, 2]) { $0.noRepeatSize = 1 }
        == [-.infinity, 1, -.infinity, 1])
    #expect(adjusted([1, 1, 1, 1], prompt: [0]) { $0.noRepeatSize = 4 } == [1, 1, 1, 1])
  }

  @Test("Row 75: a text does not end before its least length") func leastLength() {
    #expect(adjusted([1, 1, 1, 9], prompt: [0]) { $0.minimumTokens = 1 } == [1, 1, 1, -.infinity])
    #expect(
      adjusted([1, 1, 1, 9], prompt: [0], generated: [1]) { $0.minimumTokens = 1 } == [1, 1, 1, 9])
  }

  @Test("Row 75: none of several ends comes too early") func severalEnds() {
    var options = SamplingOptions()
    options.minimumTokens = 1
    var logits: [Float] = [1, 2, 3]
    RepetitionRules(options, prompt: [], endTokens: [0, 2, 7]).adjust(&logits)
    #expect(logits == [-.infinity, 2, -.infinity])
  }

  @Test func theSamplerFollowsThem() {
    var options = SamplingOptions()
    options.temperature = 0
    options.noRepeatSize = 1
    var sampler = Sampler(options, stream: 0, prompt: [2])
    #expect((0..<3).map { _ in sampler.next([3, 2, 9, 1]) } == [0, 1, 3])
  }
}
