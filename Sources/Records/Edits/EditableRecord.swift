// SPDX-License-Identifier: Apache-2.0

package import Dataset
package import Tables

/// A record under repair. Never copied: what holds its texts would be counted for every row.
package struct EditableRecord: ~Copyable, Sendable {
  package private(set) var number = 0
  package private(set) var line = 0
  package var prompt: [UInt8] = []
  package var completion: [UInt8] = []
  package var promptKind = CellKind.text
  package var completionKind = CellKind.text
  /// The row of a file of chats, which has no prompt and completion; nil in other files.
  package var chat: EditableChat?
  /// The row is left out of the output.
  package var isDropped = false
  /// The file says the row in other words than it was read in.
  package var isReadAnew = false
  /// The codes of the rules whose fixes changed or dropped the row, in that order.
  package private(set) var codes: [String] = []
  /// The places of the steps that changed or dropped the row.
  package private(set) var steps: [Int] = []

  /// An empty record, to be reset.
  package init() {}

  package init(_ record: Record) {
    reset(to: record)
  }

  /// The row as it was read.
  package func original(_ record: Record) -> EditableRecord {
    var original = EditableRecord(record)
    original.chat = chat?.original
    return original
  }

  /// Becomes another record in the memory of this one.
  mutating func reset(to record: Record, chat: EditableChat? = nil) {
    self.chat = chat
    number = record.number
    line = record.line
    prompt.removeAll(keepingCapacity: true)
    prompt.append(contentsOf: record.prompt)
    completion.removeAll(keepingCapacity: true)
    completion.append(contentsOf: record.completion)
    promptKind = record.promptKind
    completionKind = record.completionKind
    isDropped = false
    isReadAnew = false
    if !codes.isEmpty {
      codes.removeAll(keepingCapacity: true)
      steps.removeAll(keepingCapacity: true)
    }
  }

  /// Notes that a step has changed the row.
  mutating func note(_ code: String, step: Int) {
    if codes.last != code { codes.append(code) }
    if !steps.contains(step) { steps.append(step) }
  }

  package subscript(field: Field) -> [UInt8] {
    get { field == .prompt ? prompt : completion }
    // In place: a copy for each edit of each row would cost more than all edits.
    _modify { if field == .prompt { yield &prompt } else { yield &completion } }
  }

  /// The text of a field, without a copy.
  package func withText<Result>(of field: Field, _ body: (Bytes) -> Result) -> Result {
    field == .prompt
      ? prompt.withUnsafeBufferPointer(body) : completion.withUnsafeBufferPointer(body)
  }

  /// Edits the text of a field, or without one the contents of a chat's messages.
  /// - Parameter edit: gives the new text; nil where the text stays. It is told whether the text is an answer.
  package mutating func editTexts(
    of field: Field?, _ edit: (_ text: [UInt8], _ isAnswer: Bool) -> [UInt8]?
  ) -> Bool {
    guard let field else { return chat?.editTexts(edit) ?? false }
    guard let text = edit(self[field], field == .completion) else { return false }
    self[field] = text
    return true
  }

  package func kind(of field: Field) -> CellKind {
    field == .prompt ? promptKind : completionKind
  }

  /// Marks a field as text.
  package mutating func becomeText(_ field: Field) {
    if field == .prompt { promptKind = .text } else { completionKind = .text }
  }
}
