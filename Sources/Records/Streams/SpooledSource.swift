// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Synchronization
package import Tables

/// A source whose first whole pass is kept for the passes to come. Without room for a temporary file
/// every pass reads the source.
package final class SpooledSource: RowSource {
  private let source: any RowSource
  private let kept = Mutex<KeptRows?>(nil)

  package init(_ source: any RowSource) { self.source = source }

  package var path: String { source.path }
  package var paths: [String] { source.paths }
  package var format: TableFormat { source.format }
  package var byteCount: Int? { source.byteCount }

  package func origin(of row: Int) -> RowOrigin? { source.origin(of: row) }

  package func forgetCopy() { kept.withLock { $0 = nil } }

  package func open() throws(AssayError) -> any TableReader {
    if let kept = kept.withLock({ $0 }) { return KeptRows.Reader(kept) }
    let reader = try source.open()
    guard let writer = KeptRows.Writer(path: path) else { return reader }
    return KeepingReader(reader: reader, owner: self, writer: writer)
  }

  private struct KeepingReader: TableReader {
    var reader: any TableReader
    let owner: SpooledSource
    var writer: KeptRows.Writer

    var notes: [ReadingNote] { reader.notes }

    mutating func next() throws(AssayError) -> RowBatch? {
      let batch = try reader.next()
      if let batch {
        writer.append(batch)
      } else if let rows = writer.finish(notes) {
        owner.kept.withLock { $0 = rows }
      }
      return batch
    }
  }
}
