// SPDX-License-Identifier: Apache-2.0

/// How a row says its example.
package enum RowForm: String, Sendable, Codable, CaseIterable {
  /// By a prompt and a completion.
  case pairs
  /// By a list of messages.
  case chats
}
