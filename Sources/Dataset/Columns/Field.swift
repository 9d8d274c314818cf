// SPDX-License-Identifier: Apache-2.0

/// The two texts of a training example.
@usableFromInline package enum Field: String, Sendable, CaseIterable, Codable {
  case prompt, completion

  /// Written out so that other rooms can inline it: checks ask it for each text of each row.
  @inlinable package static func == (left: Field, right: Field) -> Bool {
    switch (left, right) {
    case (.prompt, .prompt), (.completion, .completion): true
    default: false
    }
  }
}
