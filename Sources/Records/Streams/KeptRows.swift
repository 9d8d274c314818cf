// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Dispatch
import Synchronization
import Tables

/// The rows of one whole pass in a temporary file, so that what is costly, such as unpacking, parsing
/// and editing, is paid once however many passes follow.
struct KeptRows: Sendable {
  private struct Batch: Sendable {
    let entry: RowBatchSpool.Entry
    /// The rows' numbers in the input file where rows before were dropped; nil: as the batch says.
    let numbers: RowRuns?
  }

  private let spool: RowBatchSpool
  private let batches: [Batch]
  private let path: String
  /// What the reader of the file noted.
  let notes: [ReadingNote]

  /// Keeps the batches of a pass in their order. They are written on other threads, so that the one
  /// that reads goes on reading.
  struct Writer {
    private let path: String
    private let work: Work
    private var batches: [Batch] = []

    /// Nil when there is no place for temporary files.
    init?(path: String) {
      guard let spool = RowBatchSpool(file: path) else { return nil }
      self.path = path
      work = Work(spool)
    }

    mutating func append(_ batch: RowBatch, numbers: RowRuns? = nil) {
      let entry = work.write(batch, after: batches.last?.entry)
      batches.append(Batch(entry: entry, numbers: numbers))
    }

    /// The rows of the pass, which has come to its end; nil when some of them could not be written.
    func finish(_ notes: [ReadingNote]) -> KeptRows? {
      guard work.finish() else { return nil }
      return KeptRows(spool: work.spool, batches: batches, path: path, notes: notes)
    }
  }

  /// Reads the batches back in their order.
  struct Reader: TableReader {
    private let rows: KeptRows
    private var place = 0

    init(_ rows: KeptRows) { self.rows = rows }

    var notes: [ReadingNote] { rows.notes }

    mutating func next() throws(AssayError) -> RowBatch? { try nextBatch()?.rows }

    /// The next batch as records of some columns.
    mutating func next(_ names: ColumnNames) throws(AssayError) -> RecordBatch? {
      try nextBatch().map { RecordBatch($0.rows, names: names, numbers: $0.numbers?.all) }
    }

    private mutating func nextBatch() throws(AssayError) -> (rows: RowBatch, numbers: RowRuns?)? {
      guard place < rows.batches.count else { return nil }
      let batch = rows.batches[place]
      place += 1
      guard let found = rows.spool.batch(batch.entry) else {
        throw AssayError(
          "its temporary copy cannot be read", at: Location(file: rows.path),
          remedy: "Check the disk, or set TMPDIR to another")
      }
      return (found, batch.numbers)
    }
  }
}

extension KeptRows.Writer {
  /// Batches on their way to the disk.
  private final class Work: Sendable {
    /// Batches that may wait for the disk.
    private static let mostWaiting = 2

    let spool: RowBatchSpool
    private let queue = DispatchQueue(label: "kept rows", attributes: .concurrent)
    private let group = DispatchGroup()
    private let room = DispatchSemaphore(value: mostWaiting)
    private let hasFailed = Mutex(false)

    init(_ spool: RowBatchSpool) { self.spool = spool }

    /// Starts to write a batch behind the one of `last`.
    func write(_ batch: RowBatch, after last: RowBatchSpool.Entry?) -> RowBatchSpool.Entry {
      let entry = spool.place(for: batch, after: last)
      // Once the disk is full the rest is not tried.
      guard !hasFailed.withLock({ $0 }) else { return entry }
      room.wait()
      queue.async(group: group) { [self] in
        if !spool.write(batch, at: entry) { hasFailed.withLock { $0 = true } }
        room.signal()
      }
      return entry
    }

    /// Waits for all that was started; false when some of it could not be written.
    func finish() -> Bool {
      group.wait()
      return !hasFailed.withLock { $0 }
    }
  }
}
