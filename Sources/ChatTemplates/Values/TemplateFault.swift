// SPDX-License-Identifier: Apache-2.0

/// Why a template cannot be read or rendered.
package struct TemplateFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// One sentence without a final dot.
  package var message: String
  /// The line of the template, counted from 1; nil until it is known.
  package var line: Int?
  /// Whether the template itself refused the conversation, by `raise_exception`.
  package var isRefusal: Bool

  package init(_ message: String, line: Int? = nil, isRefusal: Bool = false) {
    self.message = message
    self.line = line
    self.isRefusal = isRefusal
  }

  package var description: String { line.map { "line \($0): \(message)" } ?? message }

  /// The fault with a line, where it had none.
  func at(_ line: Int) -> TemplateFault {
    var fault = self
    fault.line = self.line ?? line
    return fault
  }
}
