// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
import Synchronization
package import Tables

/// The records of a source as they are after some fixes. Every pass reads the source anew, so that
/// memory does not grow with the file.
package struct RecordStream: Sendable {
  package let source: any RowSource
  package let names: ColumnNames
  package let plan: FixPlan
  package let threads: Int
  /// What the fixes made of the rows; nil without fixes.
  private let edited: EditedRows?

  package init(
    _ source: any RowSource, names: ColumnNames, plan: FixPlan = FixPlan(), threads: Int
  ) {
    self.source = source
    self.names = names.read(from: source.format)
    self.plan = plan
    self.threads = max(1, threads)
    edited = plan.isEmpty ? nil : EditedRows()
  }

  /// The same rows, read as a file of one form.
  /// - Parameter strays: columns of rows of another kind.
  package func reading(_ form: RowForm?, strays: [String]) -> RecordStream {
    guard form != names.form || strays != names.strays else { return self }
    var names = names
    names.form = form
    names.strays = strays
    return RecordStream(source, names: names, plan: plan, threads: threads)
  }

  /// The names of the columns that `fold` sees: after fixes of pairs they are `prompt` and `completion`.
  package var resultNames: ColumnNames { hasAllColumns ? names : ColumnNames() }

  /// Whether rows have all columns of the file, as they have before fixes, and chats after them too.
  package var hasAllColumns: Bool { plan.isEmpty || plan.keepsColumns }

  /// What the fixes did, as if all rows went to the training file; nil until a whole pass has made them
  /// and the rows could be kept.
  package var editReport: FixReport? { edited?.kept?.report }

  /// Makes a value of each batch of raw rows, on all threads, and hands the values over in the
  /// order of the rows.
  /// - Returns: what the reader noted about the file.
  @discardableResult
  package func mapInOrder<Value: Sendable>(
    _ transform: @Sendable (RecordBatch) -> Value,
    consume: (Value) throws(AssayError) -> Void
  ) throws(AssayError) -> [ReadingNote] {
    var reader = try source.open()
    try OrderedPipeline(threads: threads).run { () throws(AssayError) in
      try reader.next().map { RecordBatch($0, names: names) }
    } transform: {
      transform($0)
    } consume: { value throws(AssayError) in
      try consume(value)
    }
    return reader.notes
  }

  /// Does so with the rows as they are after the fixes, which are made in the first pass and kept for
  /// the others.
  @discardableResult
  package func mapEditedInOrder<Value: Sendable>(
    _ transform: @Sendable (RecordBatch) -> Value,
    consume: (Value) throws(AssayError) -> Void
  ) throws(AssayError) -> [ReadingNote] {
    guard let edited else { return try mapInOrder(transform, consume: consume) }
    guard let kept = edited.kept else { return try edit(edited, transform, consume: consume) }
    var reader = KeptRows.Reader(kept.rows)
    try OrderedPipeline(threads: threads).run { () throws(AssayError) in
      try reader.next(resultNames)
    } transform: {
      transform($0)
    } consume: { value throws(AssayError) in
      try consume(value)
    }
    return reader.notes
  }

  /// Folds all records, as they are after the fixes, into one value; the result does not depend on
  /// the number of threads.
  package func fold<Value: Mergeable>(
    _ empty: Value, _ visit: @Sendable (RecordBatch, inout Value) -> Void
  ) throws(AssayError) -> Value {
    try foldNoting(empty, visit).0
  }

  /// Folds all records, and gives what the reader noted about the file too.
  package func foldNoting<Value: Mergeable>(
    _ empty: Value, _ visit: @Sendable (RecordBatch, inout Value) -> Void
  ) throws(AssayError) -> (Value, [ReadingNote]) {
    var result = empty
    let notes = try mapEditedInOrder { batch in
      var value = empty
      visit(batch, &value)
      return value
    } consume: { value throws(AssayError) in
      result.merge(value)
    }
    return (result, notes)
  }

  /// The first pass after fixes.
  private func edit<Value: Sendable>(
    _ edited: EditedRows, _ transform: @Sendable (RecordBatch) -> Value,
    consume: (Value) throws(AssayError) -> Void
  ) throws(AssayError) -> [ReadingNote] {
    var report = FixReport()
    // Without room for a temporary file every pass makes the edits anew.
    var writer = KeptRows.Writer(path: source.path)
    let plan = plan
    let notes = try mapInOrder { batch in
      var report = FixReport()
      let fixed = plan.applied(to: batch, &report)
      return (transform(fixed), fixed, report)
    } consume: { value, fixed, edits throws(AssayError) in
      try consume(value)
      report.merge(edits)
      writer?.append(fixed.rows, numbers: fixed.numbersAsRuns)
    }
    if let rows = writer?.finish(notes) { edited.keep(rows, report) }
    return notes
  }
}

/// The rows after the fixes, once a whole pass has made them. The copies of a stream share them.
private final class EditedRows: Sendable {
  struct Kept: Sendable {
    let rows: KeptRows
    let report: FixReport
  }

  private let state = Mutex<Kept?>(nil)

  var kept: Kept? { state.withLock { $0 } }

  func keep(_ rows: KeptRows, _ report: FixReport) {
    state.withLock { $0 = Kept(rows: rows, report: report) }
  }
}
