// SPDX-License-Identifier: Apache-2.0

/// The shapes that rows can be written in.
package enum ConversionTarget: String, Sendable, CaseIterable {
  /// `messages` of `role` and `content`, with `tools`.
  case messages
  case promptCompletion = "prompt-completion"
  /// `instruction`, `input` and `output`, with `system` and `history` where a row has them.
  case alpaca
  /// `conversations` of `from` and `value`, with `tools`.
  case shareGPT = "sharegpt"
  /// `text`: the example as one text.
  case text
}

/// Which of the answers of preferences are written.
package enum PreferenceHalf: String, Sendable, CaseIterable {
  case better, worse
  /// A row for each, with a column `label` that says whether it is the better one, as for KTO.
  case both
}
