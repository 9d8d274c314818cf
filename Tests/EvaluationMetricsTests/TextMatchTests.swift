// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct TextMatchTests {
  @Test func exactIsButForSpaceAtTheEnds() {
    #expect(TextMatch(" The cat\n", wanted: "The cat").isExact)
    #expect(!TextMatch("the cat", wanted: "The cat").isExact)
    // The same character in two spellings is not the same text.
    #expect(!TextMatch("caf\u{E9}", wanted: "cafe\u{301}").isExact)
  }

  @Test func normalizedForgetsCasePunctuationAndArticles() {
    let match = TextMatch("the  CAT, sat!", wanted: "A cat sat")
    #expect(match.isNormalized && !match.isExact && match.tokenF1 == 1)
    #expect(!TextMatch("cat sat", wanted: "sat cat").isNormalized)
  }

  /// Two of three words are common to three: 2 * 2 / 6.
  @Test func tokenF1CountsCommonWords() {
    #expect(abs(TextMatch("big red dog", wanted: "red dog runs").tokenF1 - 2.0 / 3) < 1e-12)
    #expect(abs(TextMatch("no no no", wanted: "no").tokenF1 - 0.5) < 1e-12)
    #expect(TextMatch("", wanted: "x").tokenF1 == 0)
    #expect(TextMatch("the", wanted: "").tokenF1 == 1)
  }
}
