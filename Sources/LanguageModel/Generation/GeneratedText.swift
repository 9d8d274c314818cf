// SPDX-License-Identifier: Apache-2.0

/// A text that a model continued a prompt with.
package struct GeneratedText: Sendable, Equatable {
  /// Why it ended: at a stop sequence or the end token, or because it was long enough.
  package enum FinishReason: String, Sendable {
    case stop, length
  }

  /// A token and its log-probability.
  package struct Candidate: Sendable, Equatable {
    package var token: Int32
    package var logProbability: Double
  }

  /// A token of the text.
  package struct Token: Sendable, Equatable {
    package var id: Int32
    /// Its first byte in `bytes`. A last token may go on behind their end: a stop began inside it.
    package var offset: Int
    /// With log-probabilities: its own, by the model's logits as they are.
    package var logProbability: Double?
    /// With log-probabilities: the likeliest tokens at its place, likeliest first.
    package var likeliest: [Candidate]
  }

  package internal(set) var tokens: [Token] = []
  /// The text, which may end inside a character when it was cut off by length.
  package internal(set) var bytes: [UInt8] = []
  package internal(set) var finishReason = FinishReason.length

  /// The mean over tokens, for texts that were generated with log-probabilities; 0 without tokens.
  package var meanLogProbability: Double {
    tokens.reduce(0) { $0 + ($1.logProbability ?? 0) } / Double(max(tokens.count, 1))
  }

  /// The same text, for someone who did not ask for log-probabilities.
  var withoutLogProbabilities: GeneratedText {
    var text = self
    for index in text.tokens.indices { text.tokens[index].logProbability = nil }
    return text
  }

  /// The text, with U+FFFD where its bytes are not UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
