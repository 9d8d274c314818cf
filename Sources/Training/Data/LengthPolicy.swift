// SPDX-License-Identifier: Apache-2.0

/// What to do with an example that has more tokens than the model has positions.
package enum LengthPolicy: String, Codable, Sendable, CaseIterable {
  /// Refuse the file, naming the first such row.
  case error
  /// Cut tokens from one side of the prompt; the completion stays whole.
  case truncate
  /// Leave such rows out.
  case drop
}
