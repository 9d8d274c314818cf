// SPDX-License-Identifier: Apache-2.0

/// What a file of examples is meant to teach.
package enum TrainingTask: String, Sendable, CaseIterable {
  case classification
  case conditionalGeneration = "conditional generation"
  case openEndedGeneration = "open-ended generation"
  case chat

  /// Whether a field's texts should end alike: prompts unless there are none, completions unless
  /// they are labels, which end by themselves.
  package func needsEnding(_ field: Field) -> Bool {
    switch self {
    case .classification: field == .prompt
    case .conditionalGeneration: true
    case .openEndedGeneration: field == .completion
    case .chat: false
    }
  }
}
