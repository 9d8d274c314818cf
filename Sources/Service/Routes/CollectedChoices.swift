// SPDX-License-Identifier: Apache-2.0

import Dataset

/// The choices of a request as they come together.
struct CollectedChoices {
  struct Choice {
    var piece = CompletionText.Piece()
    var ending: CompletionWork.Ending?
  }

  private var choices: [Choice]

  init(count: Int) {
    choices = Array(repeating: Choice(), count: count)
  }

  mutating func take(_ event: CompletionWork.Event) {
    switch event {
    case .piece(let index, let piece):
      choices[index].piece.text += piece.text
      choices[index].piece.tokens += piece.tokens
    case .finished(let index, let ending): choices[index].ending = ending
    case .keepAlive: break
    }
  }

  var generatedTokens: Int {
    choices.reduce(0) { $0 + ($1.ending?.tokens ?? 0) }
  }

  /// The `count` best of every `candidates` choices, by the mean log-probability of their tokens;
  /// all in their order when there is nothing to choose.
  func best(_ count: Int, of candidates: Int) -> [Choice] {
    guard count < candidates else { return choices }
    return stride(from: 0, to: choices.count, by: candidates).flatMap { start in
      choices[start..<(start + candidates)].enumerated()
        .sorted { left, right in
          let scores = [left, right].map { $0.element.ending?.meanLogProbability ?? -.infinity }
          return scores[0] != scores[1] ? scores[0] > scores[1] : left.offset < right.offset
        }
        .prefix(count).map(\.element)
    }
  }
}
