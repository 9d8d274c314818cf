// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Synchronization
package import Tables

/// A source whose first whole pass is kept in a temporary file, so that unpacking and parsing are
/// paid once however many passes follow. Without room for the file every pass reads the source.
package final class SpooledSource: RowSource {
  private let source: any RowSource
  private let kept = Mutex<Kept?>(nil)

  /// A pass that was read to its end.
  private struct Kept: Sendable {
    let spool: RowBatchSpool
    let entries: [RowBatchSpool.Entry]
    let notes: [ReadingNote]
  }

  package init(_ source: any RowSource) { self.source = source }

  package var path: String { source.path }
  package var format: TableFormat { source.format }
  package var byteCount: Int? { source.byteCount }

  /// Lets go of the temporary file; the next pass reads the source again.
  package func forgetCopy() { kept.withLock { $0 = nil } }

  package func open() throws(AssayError) -> any TableReader {
    if let kept = kept.withLock({ $0 }) { return KeptReader(kept: kept, path: path) }
    let reader = try source.open()
    guard let spool = RowBatchSpool(file: path) else { return reader }
    return KeepingReader(reader: reader, owner: self, writer: SpoolWriter(spool))
  }

  private struct KeepingReader: TableReader {
    var reader: any TableReader
    let owner: SpooledSource
    let writer: SpoolWriter
    var entries: [RowBatchSpool.Entry] = []

    var notes: [ReadingNote] { reader.notes }

    mutating func next() throws(AssayError) -> RowBatch? {
      let batch = try reader.next()
      if let batch {
        entries.append(writer.write(batch, after: entries.last))
      } else if writer.finish() {
        let kept = Kept(spool: writer.spool, entries: entries, notes: notes)
        owner.kept.withLock { $0 = kept }
      }
      return batch
    }
  }

  private struct KeptReader: TableReader {
    let kept: Kept
    let path: String
    var place = 0

    var notes: [ReadingNote] { kept.notes }

    mutating func next() throws(AssayError) -> RowBatch? {
      guard place < kept.entries.count else { return nil }
      guard let batch = kept.spool.batch(kept.entries[place]) else {
        throw AssayError.unreadableCopy(of: path)
      }
      place += 1
      return batch
    }
  }
}
