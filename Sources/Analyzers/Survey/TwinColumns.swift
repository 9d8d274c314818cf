// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Records
import Tables

/// Rows whose prompt or completion stands in two columns of one name, with different values. Readers
/// name the second such column `prompt.1`; names that differ by case or space are one too.
struct TwinColumns: Mergeable {
  private(set) var differing = Tally()

  mutating func add(_ batch: RecordBatch) {
    for field in Field.allCases {
      guard let used = batch.columns[field],
        let twin = ColumnNames().twin(of: used, in: batch.rows.columns)
      else {
        continue
      }
      compare(batch, field, used, twin)
    }
  }

  mutating func merge(_ next: TwinColumns) {
    differing.merge(next.differing)
  }

  private mutating func compare(_ batch: RecordBatch, _ field: Field, _ used: Int, _ twin: Int) {
    var index = 0
    batch.visit { record in
      let row = batch.rows[index]
      index += 1
      let isEqual = row.withUTF8(used) { mine in
        row.withUTF8(twin) { mine.elementsEqual($0) }
      }
      if !isEqual { differing.add(record, field) }
    }
  }
}
