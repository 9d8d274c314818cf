// SPDX-License-Identifier: Apache-2.0

import Algorithms

/// A text that a model continued a prompt with.
package struct GeneratedText: Sendable, Equatable {
  package var text = ""
  package var tokens: [TextPiece.Token] = []
  /// Nil as long as it grows.
  package var ending: TextEnding?

  package var piece: TextPiece { TextPiece(text: text, tokens: tokens) }
}

/// The texts of one request as they come together.
package struct GeneratedTexts: Sendable, Equatable {
  package let request: GenerationRequest
  /// [choices]
  package private(set) var all: [GeneratedText]

  package init(_ request: GenerationRequest) {
    self.request = request
    all = Array(repeating: GeneratedText(), count: request.choices)
  }

  package mutating func take(_ content: GenerationEvent.Content) {
    switch content {
    case .text(let choice, let piece):
      all[choice].text += piece.text
      all[choice].tokens += piece.tokens
    case .ended(let choice, let ending): all[choice].ending = ending
    case .finished, .failed: break
    }
  }

  /// Tokens generated, those of texts that are not kept too.
  package var generatedTokens: Int {
    all.reduce(0) { $0 + ($1.ending?.tokens ?? 0) }
  }

  /// The texts to keep of each prompt: the best by the mean log-probability of their tokens, best first;
  /// all in their order when there is nothing to choose.
  package var best: [GeneratedText] {
    let (count, candidates) = (request.count, request.candidates)
    guard count < candidates else { return all }
    return all.chunks(ofCount: candidates).flatMap { texts in
      texts.enumerated().min(count: count) { left, right in
        let scores = [left, right].map { $0.element.ending?.meanLogProbability ?? -.infinity }
        return scores[0] != scores[1] ? scores[0] > scores[1] : left.offset < right.offset
      }
      .map(\.element)
    }
  }
}
