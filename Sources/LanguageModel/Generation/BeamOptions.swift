// SPDX-License-Identifier: Apache-2.0

import Platform

/// How a beam search goes and which of its texts are kept, by transformers' names.
package struct BeamOptions: Sendable, Equatable {
  /// When the search of finished texts ends.
  package enum Stopping: Sendable, Equatable {
    /// As soon as there are enough of them (`early_stopping` true).
    case whenThereAreEnough
    /// When no text under way seems to become better, were it to end now (false).
    case whenNoneSeemsBetter
    /// When none can become better, however long it gets ("never").
    case whenNoneCanBeBetter
  }

  /// Texts under way at the same time.
  package var beams: Int
  /// How many finished texts to keep, the best first; no more than there are beams.
  package var count = 1
  /// The power of its length by which the log-probability of a text is divided: above 0 favors long ones.
  package var lengthPenalty = 1.0
  package var stopping = Stopping.whenNoneSeemsBetter
  /// Whether continuations are drawn at random by their probability, in place of the likeliest ones.
  package var draws = false

  package init(beams: Int) {
    self.beams = beams
  }

  /// How good a text is whose tokens have this log-probability together.
  func score(_ logProbability: Double, length: Int) -> Double {
    logProbability / pow(Double(length), lengthPenalty)
  }
}
