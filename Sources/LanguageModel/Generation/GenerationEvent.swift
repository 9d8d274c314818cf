// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What happened to a request of a `GenerationEngine`.
package struct GenerationEvent: Sendable {
  package enum Content: Sendable {
    /// A stretch of a text is sure.
    case text(choice: Int, TextPiece)
    case ended(choice: Int, TextEnding)
    /// All its texts have ended; nothing more comes.
    case finished
    /// It cannot go on; nothing more comes.
    case failed(AssayError)
  }

  /// The number that `GenerationEngine.add` gave.
  package var request: Int
  package var content: Content
}

/// A stretch of a text with its tokens.
package struct TextPiece: Sendable, Equatable {
  /// A token and where its text starts, in characters (Unicode code points) from the prompt's start.
  package struct Token: Sendable, Equatable {
    package var score: TokenScore
    package var offset: Int

    package init(score: TokenScore, offset: Int) {
      self.score = score
      self.offset = offset
    }
  }

  package var text = ""
  package var tokens: [Token] = []

  package init(text: String = "", tokens: [Token] = []) {
    self.text = text
    self.tokens = tokens
  }
}

/// Why a text ended.
package enum FinishReason: String, Sendable {
  /// A stop sequence, or the model's own end.
  case stop
  /// The most tokens that were asked for, or the model's last position.
  case length
}

/// How a text ended.
package struct TextEnding: Sendable, Equatable {
  package var reason: FinishReason
  /// Tokens generated; the end-of-text token is none of them.
  package var tokens: Int
  /// The mean log-probability of those tokens and of the end-of-text token, if it came.
  package var meanLogProbability: Double

  package init(reason: FinishReason, tokens: Int, meanLogProbability: Double) {
    self.reason = reason
    self.tokens = tokens
    self.meanLogProbability = meanLogProbability
  }
}
