// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records
import RuleEngine
import Tables

/// A source that tells how many rows were read, so that a long job can show that it goes on.
struct WatchedSource: RowSource {
  let source: any RowSource
  /// Called with the rows read so far in a pass; rows are read on one thread.
  let progress: @Sendable (Int) -> Void

  var path: String { source.path }
  var paths: [String] { source.paths }
  var format: TableFormat { source.format }

  func origin(of row: Int) -> RowOrigin? { source.origin(of: row) }

  func open() throws(AssayError) -> any TableReader {
    Reader(reader: try source.open(), progress: progress)
  }

  private struct Reader: TableReader {
    var reader: any TableReader
    let progress: @Sendable (Int) -> Void

    var notes: [ReadingNote] { reader.notes }

    mutating func next() throws(AssayError) -> RowBatch? {
      let batch = try reader.next()
      if let batch { progress(batch.firstRow + batch.count) }
      return batch
    }
  }
}
