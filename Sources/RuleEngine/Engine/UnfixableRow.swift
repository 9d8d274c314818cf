// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Rows that no fix can make an example of, whatever rules apply: a file with one is not written.
struct UnfixableRow {
  let source: any RowSource
  let profile: Profile

  /// The error about the first such row; nil when there is none.
  func error() throws(AssayError) -> AssayError? {
    let nested = Field.allCases.filter { profile.survey(of: $0).count(.nested) > 0 }
    let mayStray = profile.names.form != nil || !profile.names.strays.isEmpty
    guard !nested.isEmpty || mayStray else { return nil }
    var found: AssayError?
    var reader = try source.open()
    while found == nil, let rows = try reader.next() {
      RecordBatch(rows, names: profile.names).visit { record in
        guard found == nil else { return }
        if record.isStray {
          found = profile.names.form.map { otherForm(record, among: $0) } ?? otherKind(record)
          return
        }
        found = nested.lazy.filter { record.kind(of: $0) == .nested }.first.map {
          nestedValue($0, record)
        }
      }
    }
    return found
  }

  private func otherForm(_ record: Record, among form: RowForm) -> AssayError {
    let isChat = form == .pairs
    return AssayError(
      isChat
        ? "the row is a chat among prompts and completions"
        : "the row is a prompt with its completion among chats",
      at: Location(
        file: source.path, row: record.number, line: record.line,
        field: isChat ? "messages" : nil),
      remedy: "Put it into a file of its own, or write "
        + (isChat ? "its prompt and completion" : "its messages"),
      code: .rowOfOtherForm)
  }

  private func otherKind(_ record: Record) -> AssayError {
    let columns = profile.names.strays.prefix(3).map { quoted($0.utf8) }.joined(separator: ", ")
    return AssayError(
      "the row has text in \(columns) in place of prompt or completion",
      at: Location(file: source.path, row: record.number, line: record.line),
      remedy: "If such rows are meant, name their columns with --prompt-column and "
        + "--completion-column; otherwise put them into a file of their own",
      code: .rowOfOtherForm)
  }

  private func nestedValue(_ field: Field, _ record: Record) -> AssayError {
    .nestedValue(
      field, shape: ValueShape(record.text(of: field)),
      at: Location(
        file: source.path, row: record.number, line: record.line,
        field: profile.column(of: field) ?? field.rawValue))
  }
}
