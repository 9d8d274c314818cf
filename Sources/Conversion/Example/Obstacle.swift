// SPDX-License-Identifier: Apache-2.0

/// Why a row cannot be written in a shape. Such rows are left out and counted; nothing is made up.
package enum Obstacle: String, Error, Sendable, CaseIterable {
  case otherShape = "rows of another shape than most of the file"
  case noMessages = "no messages"
  case noPrompt = "no prompt"
  case noAnswer = "no answer, or one that is not the last message"
  case severalTurns = "more than one turn"
  case calls = "calls of tools or their results"
  case noText = "content that is not text alone"
  case order = "messages of the same role one after the other, or a system message later on"
  case notLearned = "an answer with the weight 0, which is not to be learned"
  case otherHalf = "an answer that is marked as the other half"
  case lines = "a text of several lines"

  /// The options that keep such rows; nil where none does.
  /// - Parameter target: what the rows were to be written as.
  func remedy(_ target: ConversionTarget) -> String? {
    switch self {
    case .severalTurns, .calls, .noText, .order:
      target == .promptCompletion
        ? "--conversational keeps them, as lists of messages"
        : target == .messages ? nil : "--to messages keeps them"
    case .notLearned: target == .messages ? nil : "--to messages keeps them"
    case .otherHalf: "--half both keeps them, with a column `label`"
    case .lines: "write .jsonl instead of .txt"
    case .otherShape: "put these rows into a file of their own, and convert that too"
    case .noMessages, .noPrompt, .noAnswer: nil
    }
  }
}
