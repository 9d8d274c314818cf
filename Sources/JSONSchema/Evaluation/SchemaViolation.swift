// SPDX-License-Identifier: Apache-2.0

/// Where a value is not what a schema says.
package struct SchemaViolation: Sendable, Equatable {
  /// The place in the value, as a JSON pointer; empty for the whole.
  package let pointer: String
  /// What the schema asks for there, in words that follow `expected`.
  package let expected: String
  /// What stands there, in words that follow `found`.
  package let found: String

  init(_ pointer: String, expected: String, found: String) {
    self.pointer = pointer
    self.expected = expected
    self.found = found
  }
}
