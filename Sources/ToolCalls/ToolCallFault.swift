// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a call of a tool, and where.
package struct ToolCallFault: Sendable, Equatable, Codable {
  /// The kinds of faults. Each is one rule.
  package enum Kind: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    /// A call lacks its name, its identifier or its arguments, or these are no JSON object.
    case incompleteCall = "incomplete-call"
    /// The arguments are an object where a text belongs.
    case objectArguments = "object-arguments"
    /// The row has no tool of the name.
    case unknownTool = "unknown-tool"
    /// The arguments are not what the tool's schema says.
    case badArguments = "bad-arguments"
    /// What describes a tool's arguments is no JSON Schema.
    case badSchema = "bad-schema"
    /// An earlier call of the conversation has the same identifier.
    case repeatedCall = "repeated-call"
    /// Other messages stand between a call and its result.
    case lateResult = "late-result"
  }

  package let kind: Kind
  /// The place in the row, as a JSON pointer.
  package let pointer: String
  package let expected: String
  package let found: String

  init(_ kind: Kind, at pointer: String, expected: String, found: String) {
    self.kind = kind
    self.pointer = pointer
    self.expected = expected
    self.found = found
  }
}
