// SPDX-License-Identifier: Apache-2.0

import Dataset
import Tables

/// The edits that make a file's output, round by round. Applying it needs one row at a time.
package struct FixPlan: Sendable {
  /// All steps in the order in which they are applied.
  package private(set) var steps: [FixStep] = []
  /// Whether rows keep all their columns, as chats do; others become a prompt and a completion.
  package let keepsColumns: Bool

  package init(keepsColumns: Bool = false) { self.keepsColumns = keepsColumns }

  package var isEmpty: Bool { steps.isEmpty }

  /// Adds a round: its steps in the order of their stages, after those of earlier rounds.
  package mutating func append(round: [FixStep]) {
    let sorted = round.enumerated().sorted {
      ($0.element.stage.rawValue, $0.offset) < ($1.element.stage.rawValue, $1.offset)
    }
    for var step in sorted.map(\.element) {
      step.place = place(of: step) ?? steps.count
      steps.append(step)
    }
  }

  /// The place of the step that makes this edit first; nil when none does.
  package func place(of step: FixStep) -> Int? {
    steps.firstIndex { $0.code == step.code && $0.title == step.title }
  }

  private func apply(to record: inout EditableRecord) {
    // By index: a loop over the elements would copy each step for each record.
    for index in steps.indices {
      steps[index].apply(to: &record)
      if record.isDropped { break }
    }
  }

  /// Calls `body` with what becomes of each record of a batch. The record is lent and used again: to
  /// copy it would cost more than to edit it.
  /// - Parameter order: the columns of chats as they are written; nil: as they were read.
  package func visit(
    _ batch: RecordBatch, order: [String]? = nil, body: (Record, inout EditableRecord) -> Void
  ) {
    var edited = EditableRecord()
    let cells = keepsColumns ? ChatCells(batch, order: order) : nil
    var index = 0
    batch.visit { record in
      edited.reset(to: record, chat: cells.map { EditableChat(batch.rows[index], $0) })
      index += 1
      apply(to: &edited)
      body(record, &edited)
    }
  }

  /// The batch as it is after the fixes, under the columns `prompt` and `completion`, or with all its own.
  package func applied(to batch: RecordBatch) -> RecordBatch {
    var report = FixReport()
    return applied(to: batch, &report)
  }

  /// The batch as it is after the fixes, and what they did.
  package func applied(to batch: RecordBatch, _ report: inout FixReport) -> RecordBatch {
    var builder = RowBatch.Builder(
      file: batch.rows.file,
      columns: keepsColumns ? batch.rows.columns : Field.allCases.map(\.rawValue),
      firstRow: batch.rows.firstRow)
    var numbers: [Int] = []
    builder.reserve(bytes: batch.rows.byteCount + 16 * batch.count, cells: 2 * batch.count)
    numbers.reserveCapacity(batch.count)
    visit(batch) { _, edited in
      report.add(edited, isValid: false, isChanged: false)
      guard !edited.isDropped else { return }
      Self.append(edited, to: &builder)
      numbers.append(edited.number)
    }
    return keepsColumns
      ? RecordBatch(builder.finish(), columns: batch.columns, numbers: numbers)
      : RecordBatch(builder.finish(), numbers: numbers)
  }

  private static func append(
    _ record: borrowing EditableRecord, to builder: inout RowBatch.Builder
  ) {
    if let chat = record.chat { return chat.append(to: &builder) }
    for field in [Field.prompt, .completion] {
      record.withText(of: field) { builder.append($0, kind: record.kind(of: field)) }
    }
    builder.endRow(line: record.line)
  }
}
