// SPDX-License-Identifier: Apache-2.0

/// What a model is trained to do.
package enum TrainingObjective: String, Sendable, CaseIterable {
  /// To answer prompts by completions.
  case completion
  /// To continue texts: every token of a corpus is predicted from those before it in its block.
  case languageModel = "language-model"
  /// To tell classes of prompts apart by a head of its own on the last token.
  case classification
}
