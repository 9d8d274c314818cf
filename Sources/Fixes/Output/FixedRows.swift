// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
package import Dataset
import JSON
package import Records
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
  private let valid: BitSet
  private let keepsEntries: Bool
  /// The rows after the plan, where they need not be made again.
  private let edited: RecordStream?

  /// - Parameters:
  ///   - valid: rows that go to the validation file.
  ///   - edited: the rows as they are after the plan, if some pass has made them.
  ///   - keepsEntries: whether the report is to list every row that changed.
  package init(
    _ source: any RowSource, names: ColumnNames, plan: FixPlan, valid: BitSet = BitSet(),
    edited: RecordStream? = nil, threads: Int, keepsEntries: Bool = false
  ) {
    self.edited = keepsEntries ? nil : edited
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
    let order = plan.keepsColumns ? try ColumnOrder(edited ?? planned).names : nil
    if let edited, let report = edited.editReport {
      return try forEachBatch(of: edited, report, order: order, body: body)
    }
    var report = FixReport(keepsEntries: keepsEntries)
    try stream.mapInOrder {
      lines(of: $0, order)
    } consume: { lines throws(AssayError) in
      report.merge(lines.report)
      try body(lines)
    }
    return report
  }

  private func forEachBatch(
    of edited: RecordStream, _ editReport: FixReport, order: [String]?,
    body: (Lines) throws(AssayError) -> Void
  ) throws(AssayError) -> FixReport {
    // The rows as they were are not needed again: the file's cache can hold the output in their place.
    stream.source.forgetCopy()
    var report = editReport
    try edited.mapEditedInOrder {
      lines(ofEdited: $0, order)
    } consume: { lines throws(AssayError) in
      report.moveToValid(lines.report.validRows)
      try body(lines)
    }
    return report
  }

  /// The rows as they are after the plan, made anew.
  private var planned: RecordStream {
    RecordStream(stream.source, names: stream.names, plan: plan, threads: stream.threads)
  }

  private func lines(ofEdited batch: RecordBatch, _ order: [String]?) -> Lines {
    var lines = Lines(report: FixReport())
    lines.train.reserveCapacity(batch.rows.byteCount + 64 * batch.count)
    if let order { return chatLines(ofEdited: batch, ChatCells(batch, order: order)) }
    batch.visit { record in
      let isValid = valid.contains(record.number)
      lines.report.add(isValid: isValid)
      if isValid {
        Lines.write(record.prompt, record.completion, to: &lines.valid)
      } else {
        Lines.write(record.prompt, record.completion, to: &lines.train)
      }
    }
    return lines
  }

  private func chatLines(ofEdited batch: RecordBatch, _ cells: ChatCells) -> Lines {
    var lines = Lines(report: FixReport())
    lines.train.reserveCapacity(batch.rows.byteCount + 64 * batch.count)
    for index in 0..<batch.count {
      let isValid = valid.contains(batch.number(of: index))
      lines.report.add(isValid: isValid)
      let chat = EditableChat(batch.rows[index], cells)
      if isValid { chat.writeLine(to: &lines.valid) } else { chat.writeLine(to: &lines.train) }
    }
    return lines
  }

  private func lines(of batch: RecordBatch, _ order: [String]?) -> Lines {
    var lines = Lines(report: FixReport(keepsEntries: keepsEntries))
    lines.train.reserveCapacity(batch.rows.byteCount + 64 * batch.count)
    plan.visit(batch, order: order) { record, edited in
      let isValid = valid.contains(record.number)
      lines.report.add(
        edited, isValid: isValid,
        isChanged: keepsEntries && (edited.isReadAnew || !edited.isUnchanged(from: record)))
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
    !isDropped && chat?.isChanged != true && prompt.elementsEqual(record.prompt)
      && completion.elementsEqual(record.completion)
  }

  /// Adds the record as a line of JSON.
  package func writeLine(to out: inout [UInt8]) {
    if let chat { return chat.writeLine(to: &out) }
    withText(of: .prompt) { prompt in
      withText(of: .completion) { FixedRows.Lines.write(prompt, $0, to: &out) }
    }
  }
}

extension FixedRows.Lines {
  /// Adds `{"prompt":"...","completion":"..."}` and a line break.
  fileprivate static func write(_ prompt: Bytes, _ completion: Bytes, to out: inout [UInt8]) {
    out.append(contentsOf: #"{"prompt":"#.utf8)
    JSONValue.writeString(prompt, to: &out)
    out.append(contentsOf: #","completion":"#.utf8)
    JSONValue.writeString(completion, to: &out)
    out.append(contentsOf: "}\n".utf8)
  }
}
