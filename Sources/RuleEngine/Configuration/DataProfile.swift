// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import Dataset

/// What the user says the data is for.
package enum DataProfile: String, Sendable, CaseIterable {
  /// Found out from the data.
  case auto
  /// As `auto`, with the limits of OpenAI's models.
  case openai
  case classification, generation, chat

  /// The task that it settles; nil when the data decides.
  package var task: TrainingTask? {
    switch self {
    case .auto, .openai: nil
    case .classification: .classification
    case .generation: .conditionalGeneration
    case .chat: .chat
    }
  }
}
