// SPDX-License-Identifier: Apache-2.0

/// A rule that is broken, as a room tells it that knows no rule files: the code and the values of
/// this case. Name, severity, message and help are the rule's own; the rule set adds them and makes
/// a `Finding` of it.
package struct RuleViolation: Sendable, Equatable {
  package var code: RuleCode
  /// The file that is meant, as the user named it.
  package var file: String
  /// How many rows are meant; 0 when it is about the file.
  package var rowCount: Int
  /// The column that is meant, when it is one.
  package var field: String?
  /// The placeholders of the rule's message, by name.
  package var values: [String: String]

  package init(
    _ code: RuleCode, in file: String, rowCount: Int = 0, field: String? = nil,
    values: [String: String] = [:]
  ) {
    self.code = code
    self.file = file
    self.rowCount = rowCount
    self.field = field
    self.values = values
  }
}
