// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Records
import Tables
import Workflows

/// A data set of which no row is at hand: what its name, format and size are, and in which shard each row is.
struct SummarySource: RowSource {
  let path: String
  let format: TableFormat
  let byteCount: Int?
  private let shards: [DataShard]
  private let starts: [Int]

  /// - Parameter starts: the numbers of the shards' first rows.
  init(_ shards: [DataShard], starts: [Int], format: TableFormat, byteCount: Int?) {
    path = DataFile(joining: shards.map { DataFile($0.path) }).name
    self.shards = shards
    self.starts = starts
    self.format = format
    self.byteCount = byteCount
  }

  func open() throws(AssayError) -> any TableReader { NoRows() }

  func origin(of row: Int) -> RowOrigin? {
    guard shards.count > 1, let place = starts.lastIndex(where: { $0 <= row }) else { return nil }
    return RowOrigin(file: shards[place].path, row: row - starts[place])
  }

  private struct NoRows: TableReader {
    mutating func next() throws(AssayError) -> RowBatch? { nil }
  }
}
