// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Records
import Tables

/// The columns of the rows that are written, in the order in which they come up there: whoever reads the file
/// finds them in this order, and would write them in no other.
struct ColumnOrder: Mergeable {
  private(set) var names: [String] = []

  init() {}

  /// - Parameter rows: as they are after the fixes.
  init(_ rows: RecordStream) throws(AssayError) {
    self = try rows.fold(ColumnOrder()) { batch, order in order.add(batch) }
  }

  private mutating func add(_ batch: RecordBatch) {
    let columns = batch.rows.columns
    var missing = columns.indices.filter { !names.contains(columns[$0]) }
    for index in 0..<batch.count where !missing.isEmpty {
      let row = batch.rows[index]
      let found = missing.filter { row.kind($0) != .missing }
      guard !found.isEmpty else { continue }
      names += found.map { columns[$0] }
      missing.removeAll { found.contains($0) }
    }
  }

  mutating func merge(_ next: ColumnOrder) {
    names += next.names.filter { !names.contains($0) }
  }
}
