// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
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

  /// The names of the columns that `fold` sees: after fixes they are `prompt` and `completion`.
  package var resultNames: ColumnNames { plan.isEmpty ? names : ColumnNames() }

  /// The rows after the fixes, once a whole pass has made them.
  package var kept: EditedRows.Kept? { edited?.kept }

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
    guard let edited else {
      var result = empty
      let notes = try mapInOrder { batch in
        var value = empty
        visit(batch, &value)
        return value
      } consume: {
        result.merge($0)
      }
      return (result, notes)
    }
    guard let kept = edited.kept else { return try foldKeeping(empty, edited, visit) }
    return (try fold(empty, EditedRows.Reader(kept), visit), kept.notes)
  }

  /// The first pass after fixes: makes them, and keeps the rows for the passes to come.
  private func foldKeeping<Value: Mergeable>(
    _ empty: Value, _ edited: EditedRows, _ visit: @Sendable (RecordBatch, inout Value) -> Void
  ) throws(AssayError) -> (Value, [ReadingNote]) {
    var result = empty
    var report = FixReport()
    var keeper = EditedRows.Keeper(edited, names: resultNames, path: source.path)
    let plan = plan
    let notes = try mapInOrder { batch in
      var value = empty
      var report = FixReport()
      let fixed = plan.applied(to: batch, &report)
      visit(fixed, &value)
      return (value, fixed, report)
    } consume: { value, fixed, edits throws(AssayError) in
      result.merge(value)
      report.merge(edits)
      keeper.append(fixed)
    }
    keeper.finish(notes, report)
    return (result, notes)
  }

  private func fold<Value: Mergeable>(
    _ empty: Value, _ reader: EditedRows.Reader,
    _ visit: @Sendable (RecordBatch, inout Value) -> Void
  ) throws(AssayError) -> Value {
    var result = empty
    var reader = reader
    try OrderedPipeline(threads: threads).run { () throws(AssayError) in
      try reader.next()
    } transform: { batch in
      var value = empty
      visit(batch, &value)
      return value
    } consume: { value throws(AssayError) in
      result.merge(value)
    }
    return result
  }
}
