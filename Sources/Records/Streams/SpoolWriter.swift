// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization
import Tables

/// Writes batches to a spool on other threads, so that the one that reads the file goes on reading.
final class SpoolWriter: Sendable {
  /// Batches that may wait for the disk.
  private static let mostWaiting = 2

  let spool: RowBatchSpool
  private let queue = DispatchQueue(label: "spool", attributes: .concurrent)
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
