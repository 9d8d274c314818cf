// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Tables

extension ColumnNames {
  /// The names, with the form of the rows where a batch has columns for both, such as messages beside a
  /// prompt and a completion that are null.
  /// - Throws: `AssayError` with the first row of the other form than most.
  package func reading(_ batch: RowBatch) throws(AssayError) -> ColumnNames {
    guard let completion = index(of: .completion, in: batch.columns),
      let messages = batch.columns.firstIndex(of: "messages"), messages != completion
    else { return self }
    var counts: [RowForm: Int] = [:]
    var first: [RowForm: Int] = [:]
    for index in 0..<batch.count {
      let row = batch[index]
      guard let form = Self.form(of: row, completion, messages: messages) else { continue }
      counts[form, default: 0] += 1
      first[form] = first[form] ?? index
    }
    let found = counts[.chats, default: 0] > counts[.pairs, default: 0] ? RowForm.chats : .pairs
    let most = form ?? found
    guard form != nil || counts[most] != nil else { return self }
    if let other = first.first(where: { $0.key != most }) {
      throw Self.otherForm(batch[other.value], among: most)
    }
    var names = self
    names.form = most
    return names
  }

  /// The error for chats where nobody can read them.
  package static func chatsRefused(in file: String) -> AssayError {
    AssayError(
      "the rows are chats, and have no prompt and completion", at: Location(file: file),
      remedy: "assay convert FILE OUTPUT --to prompt-completion writes their answers as pairs")
  }

  /// Nil for a row that has neither.
  private static func form(of row: Row, _ completion: Int, messages: Int) -> RowForm? {
    if row.withUTF8(completion, { !$0.isEmpty }), row.kind(completion) != .null { return .pairs }
    return row.kind(messages) == .nested ? .chats : nil
  }

  private static func otherForm(_ row: Row, among form: RowForm) -> AssayError {
    let isChat = form == .pairs
    return AssayError(
      isChat
        ? "the row is a chat among prompts and completions"
        : "the row is a prompt with its completion among chats",
      at: Location(file: row.file, row: row.number, line: row.line),
      remedy: "Put it into a file of its own, or write it as the others are",
      code: .rowOfOtherForm)
  }
}
