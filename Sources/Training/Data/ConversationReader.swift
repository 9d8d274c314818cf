// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import ChatTemplates
package import Dataset
import JSON
package import Tables

/// Reads rows of messages, and writes them as text by a chat template.
package struct ConversationReader {
  private let template: ChatTemplate
  private let messages: Int
  private let tools: Int?

  /// Nil where the rows of a batch are prompts and completions, or there is no template.
  package init?(_ template: ChatTemplate?, _ batch: RowBatch, names: ColumnNames) {
    let columns = ExampleColumns(batch.columns, names: names)
    guard let template, let messages = columns.messages else { return nil }
    // Of two answers to a prompt none is an example; they have to be converted first.
    guard columns.preferences == nil || batch.columns[messages] == "messages" else { return nil }
    self.template = template
    self.messages = messages
    tools = columns.tools
  }

  /// The conversation of a row as text, with its answers.
  /// - Throws: `AssayError` with the place where there is none, or the template refuses it.
  package func text(of row: Row) throws(AssayError) -> ConversationText {
    guard let list = list(row, messages), !list.isEmpty else {
      throw AssayError(
        "there is no list of messages", at: Self.location(row),
        remedy: "Give each row messages of `role` and `content`, or leave it out")
    }
    do throws(TemplateFault) {
      let text = try template.conversation(
        ChatRequest(messages: list, tools: tools.flatMap { self.list(row, $0) }))
      guard text.turns.contains(where: { $0.weight > 0 }) else { throw Self.withoutAnswer }
      return text
    } catch {
      throw AssayError(
        error.line == nil ? error.message : "\(template.path): \(error)", at: Self.location(row),
        remedy: "Change the row or leave it out, or give another template with --chat-template")
    }
  }

  private static let withoutAnswer = TemplateFault(
    "there is no answer of the assistant with a weight above 0")

  /// The place of a row's messages.
  private static func location(_ row: Row) -> Location {
    Location(file: row.file, row: row.number, line: row.line, field: "messages")
  }

  /// The list that a cell holds, as JSON or as its text; nil where it holds none.
  private func list(_ row: Row, _ column: Int) -> [JSONValue]? {
    row.withUTF8(column) { bytes in (try? JSONParser.parse(bytes))?.array }
  }
}
