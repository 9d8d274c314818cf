// SPDX-License-Identifier: Apache-2.0

/// The columns that data sets keep the parts of a prompt in, in the order in which they are read.
package struct JoinedColumns {
  /// The columns that are there, in that order.
  package let parts: [String]

  private static let names = [
    "system", "title", "subject", "context", "passage", "background", "document", "article",
    "premise", "hypothesis", "instruction", "prompt", "question", "query", "input", "text", "body",
    "description", "sentence",
  ]

  /// - Parameter columns: those that may be meant.
  package init(_ columns: [String]) {
    parts = Self.names.compactMap { name in columns.first { $0.lowercased() == name } }
  }

  /// Whether a column's name says that it holds a part of a prompt.
  package static func isPart(_ column: String) -> Bool { names.contains(column.lowercased()) }

  /// A template that joins them; nil when there are not several.
  package var template: String? {
    parts.count > 1 ? parts.map { "{\($0)}" }.joined(separator: "\n\n") : nil
  }
}
