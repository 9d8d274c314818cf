// SPDX-License-Identifier: Apache-2.0

import Dataset
package import JSON
import Records
package import Tables

/// The text that a row has beside its messages and that is to be the first of them.
package struct SystemBeside {
  /// The place of its column.
  package let column: Int
  /// Nil where the text is blank.
  package let message: JSONValue?

  /// Nil where the row has no such text, or several.
  /// - Parameter names: the columns that may hold it.
  package init?(of row: Row, in names: [String]) {
    let columns = row.batch.columns
    let filled = columns.indices.filter { !row.kind($0).isNothing && names.contains(columns[$0]) }
    guard filled.count == 1, row.kind(filled[0]) == .text else { return nil }
    column = filled[0]
    let isDeveloper = columns[column].lowercased() == ChatRole.developer.rawValue
    let role = isDeveloper ? ChatRole.developer : .system
    let text = row.text(column)
    let message: JSONValue = ["role": .string(role.rawValue), "content": .string(text)]
    self.message = text.utf8.isBlank ? Optional.none : message
  }

  /// Whether it can go: it is nothing, the conversation says it already, or has no system message.
  package func mayGo(into messages: [JSONValue]) -> Bool {
    if message == nil { return true }
    // Messages of another form take in none of this.
    guard !messages.isEmpty, messages.allSatisfy({ $0["role"] != nil }) else { return false }
    return !messages.contains(where: Self.isInstruction) || isSaid(in: messages)
  }

  /// Whether the conversation starts with it.
  package func isSaid(in messages: [JSONValue]) -> Bool {
    messages.first.map { Self.isInstruction($0) && $0["content"] == message?["content"] } ?? false
  }

  private static func isInstruction(_ message: JSONValue) -> Bool {
    (Conversation.role(message) ?? ChatRepair.role(meantBy: message))?.isInstruction == true
  }
}
