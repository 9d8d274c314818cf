// SPDX-License-Identifier: Apache-2.0

/// A program that trains on conversations, each with its own rule for what is learned and what is cut.
package enum LossTrainer: String, Sendable, CaseIterable {
  /// TRL's `SFTTrainer` with `assistant_only_loss`: what the template marks, cut at the end.
  case trl
  /// axolotl's `chat_template` data sets: the words of answers and the token that ends them; a row that is
  /// too long is left out.
  case axolotl
  /// OpenAI's service: answers whose weight is not 0, cut at the end.
  case openai
  /// `assay train`: answers by their weights; a prompt that is too long loses its start.
  case assay

  /// Whether the template has to mark answers.
  package var needsMarks: Bool { self == .trl }

  /// The most tokens of a row where nothing is said.
  package var usualLength: Int? { self == .trl ? 1024 : nil }
}
