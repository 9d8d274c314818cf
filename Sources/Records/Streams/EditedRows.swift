// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
import Synchronization
package import Tables

/// A file's rows as they are after a plan, kept in a temporary file by the first whole pass, so that
/// the edits are made once however many passes follow. Without room for the file every pass makes
/// them anew.
package final class EditedRows: Sendable {
  /// A pass that came to its end.
  package struct Kept: Sendable {
    let spool: RowBatchSpool
    package let batches: [Batch]
    package let notes: [ReadingNote]
    package let names: ColumnNames
    package let path: String
    /// What the edits did, as if all rows went to the training file.
    package let report: FixReport
  }

  package struct Batch: Sendable {
    package let entry: RowBatchSpool.Entry
    package let numbers: RowRuns
  }

  private let state = Mutex<Kept?>(nil)

  package var kept: Kept? { state.withLock { $0 } }

  /// Collects the batches of one pass, in their order.
  struct Keeper {
    private let owner: EditedRows
    private var spool: RowBatchSpool?
    private var batches: [Batch] = []
    private let names: ColumnNames
    private let path: String

    init(_ owner: EditedRows, names: ColumnNames, path: String) {
      self.owner = owner
      self.names = names
      self.path = path
      spool = RowBatchSpool(file: path)
    }

    mutating func append(_ batch: RecordBatch) {
      guard let spool else { return }
      if let entry = spool.append(batch.rows, after: batches.last?.entry) {
        batches.append(Batch(entry: entry, numbers: batch.numbersAsRuns))
      } else {
        self.spool = nil
      }
    }

    func finish(_ notes: [ReadingNote], _ report: FixReport) {
      guard let spool else { return }
      let kept = Kept(
        spool: spool, batches: batches, notes: notes, names: names, path: path, report: report)
      owner.state.withLock { $0 = kept }
    }
  }

  /// Reads what was kept.
  package struct Reader {
    package let kept: Kept
    private var place = 0

    package init(_ kept: Kept) { self.kept = kept }

    package mutating func next() throws(AssayError) -> RecordBatch? {
      guard place < kept.batches.count else { return nil }
      let batch = kept.batches[place]
      place += 1
      guard let rows = kept.spool.batch(batch.entry) else {
        throw AssayError.unreadableCopy(of: kept.path)
      }
      return RecordBatch(rows, names: kept.names, numbers: batch.numbers.all)
    }
  }
}

extension AssayError {
  /// The disk failed under a temporary file.
  static func unreadableCopy(of path: String) -> AssayError {
    AssayError(
      "its temporary copy cannot be read", at: Location(file: path),
      remedy: "Check the disk, or set TMPDIR to another")
  }
}
