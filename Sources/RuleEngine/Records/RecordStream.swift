// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// The records of a source as they are after some fixes. Every pass reads the source anew, so that
/// memory does not grow with the file.
package struct RecordStream: Sendable {
  package let source: any RowSource
  package let names: ColumnNames
  package let plan: FixPlan
  package let threads: Int

  package init(
    _ source: any RowSource, names: ColumnNames, plan: FixPlan = FixPlan(), threads: Int
  ) {
    self.source = source
    self.names = names
    self.plan = plan
    self.threads = max(1, threads)
  }

  /// The names of the columns that `fold` sees: after fixes they are `prompt` and `completion`.
  package var resultNames: ColumnNames { plan.isEmpty ? names : ColumnNames() }

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
    var result = empty
    let plan = plan
    let notes = try mapInOrder { batch in
      var value = empty
      visit(plan.isEmpty ? batch : plan.applied(to: batch), &value)
      return value
    } consume: { value throws(AssayError) in
      result.merge(value)
    }
    return (result, notes)
  }
}
