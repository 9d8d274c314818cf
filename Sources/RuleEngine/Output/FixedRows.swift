// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Tables

/// The rows of a file after the fixes, as JSON lines, made on all threads and given in order.
package struct FixedRows: Sendable {
  /// Lines of some consecutive rows.
  package struct Lines: Sendable {
    package var train: [UInt8] = []
    package var valid: [UInt8] = []
    package var report: FixReport
  }

  private let stream: RecordStream
  private let plan: FixPlan
  private let valid: RowSet
  private let keepsEntries: Bool

  /// - Parameters:
  ///   - valid: rows that go to the validation file.
  ///   - keepsEntries: whether the report is to list every row that changed.
  package init(
    _ source: any RowSource, names: ColumnNames, plan: FixPlan, valid: RowSet = RowSet(),
    threads: Int, keepsEntries: Bool = false
  ) {
    stream = RecordStream(source, names: names, threads: threads)
    self.plan = plan
    self.valid = valid
    self.keepsEntries = keepsEntries
  }

  /// Calls `body` with the lines of batch after batch.
  /// - Returns: the report on all rows.
  package func forEachBatch(
    _ body: (Lines) throws(AssayError) -> Void
  ) throws(AssayError) -> FixReport {
    var report = FixReport(keepsEntries: keepsEntries)
    try stream.mapInOrder {
      lines(of: $0)
    } consume: { lines throws(AssayError) in
      report.merge(lines.report)
      try body(lines)
    }
    return report
  }

  private func lines(of batch: RecordBatch) -> Lines {
    var lines = Lines(report: FixReport(keepsEntries: keepsEntries))
    lines.train.reserveCapacity(batch.rows.byteCount + 64 * batch.count)
    plan.visit(batch) { record, edited in
      let isValid = valid.contains(record.number)
      lines.report.add(
        edited, isValid: isValid, isChanged: keepsEntries && !edited.isUnchanged(from: record))
      guard !edited.isDropped else { return }
      if isValid {
        edited.writeLine(to: &lines.valid)
      } else {
        edited.writeLine(to: &lines.train)
      }
    }
    return lines
  }
}

extension EditableRecord {
  /// Whether the texts are those of the record.
  package func isUnchanged(from record: Record) -> Bool {
    !isDropped && prompt.elementsEqual(record.prompt)
      && completion.elementsEqual(record.completion)
  }

  /// Adds `{"prompt":"...","completion":"..."}` and a line break.
  package func writeLine(to out: inout [UInt8]) {
    out.append(contentsOf: #"{"prompt":"#.utf8)
    withText(of: .prompt) { JSONValue.writeString($0, to: &out) }
    out.append(contentsOf: #","completion":"#.utf8)
    withText(of: .completion) { JSONValue.writeString($0, to: &out) }
    out.append(contentsOf: "}\n".utf8)
  }
}
