// SPDX-License-Identifier: Apache-2.0

/// Why something is no JSON Schema.
package struct SchemaFault: Error, Sendable, Equatable {
  /// Where in the schema, as a JSON pointer; empty for the whole.
  package let pointer: String
  /// What is wrong, as one sentence without a final dot.
  package let message: String

  init(_ pointer: String, _ message: String) {
    self.pointer = pointer
    self.message = message
  }
}
