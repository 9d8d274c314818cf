// SPDX-License-Identifier: Apache-2.0

import Tables

/// The edits that make a file's output, round by round. Applying it needs one row at a time.
package struct FixPlan: Sendable {
  /// All steps in the order in which they are applied.
  package private(set) var steps: [FixStep] = []

  package init() {}

  package var isEmpty: Bool { steps.isEmpty }

  /// Adds a round: its steps in the order of their stages, after those of earlier rounds.
  package mutating func append(round: [FixStep]) {
    steps += round.enumerated()
      .sorted { ($0.element.stage.rawValue, $0.offset) < ($1.element.stage.rawValue, $1.offset) }
      .map(\.element)
  }

  /// What becomes of a record.
  package func applied(to record: Record) -> EditableRecord {
    var edited = EditableRecord(record)
    for step in steps {
      step.apply(to: &edited)
      if edited.isDropped { break }
    }
    return edited
  }

  /// The batch as it is after the fixes, under the columns `prompt` and `completion`.
  package func applied(to batch: RecordBatch) -> RecordBatch {
    var builder = RowBatch.Builder(
      file: batch.rows.file, columns: Field.allCases.map(\.rawValue),
      firstRow: batch.rows.firstRow)
    var numbers: [Int] = []
    batch.visit { record in
      let edited = applied(to: record)
      guard !edited.isDropped else { return }
      for field in Field.allCases {
        edited[field].withUnsafeBufferPointer { builder.append($0, kind: edited.kind(of: field)) }
      }
      builder.endRow(line: edited.line)
      numbers.append(edited.number)
    }
    return RecordBatch(builder.finish(), numbers: numbers)
  }
}
