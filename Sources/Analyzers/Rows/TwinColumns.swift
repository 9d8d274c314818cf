// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records
import Tables

/// Finds rows whose prompt or completion stands in two columns of one name, with different values.
/// Readers name the second such column `prompt.1`; names that differ by case or space are one too.
package struct TwinColumns: StoredAnalyzer {
  /// The rows, by the field whose column stands twice.
  package typealias Fact = Tally

  private var differing = Tally()

  package init() {}

  package mutating func add(_ batch: HashedBatch) {
    let records = batch.records
    for field in Field.allCases {
      guard let used = records.columns[field],
        let twin = ColumnNames().twin(of: used, in: records.rows.columns)
      else { continue }
      compare(records, field, columns: (used, twin))
    }
  }

  package mutating func merge(_ next: TwinColumns) {
    differing.merge(next.differing)
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Tally {
    differing
  }

  private mutating func compare(
    _ batch: RecordBatch, _ field: Field, columns: (used: Int, twin: Int)
  ) {
    var index = 0
    batch.visit { record in
      let row = batch.rows[index]
      index += 1
      let isEqual = row.withUTF8(columns.used) { mine in
        row.withUTF8(columns.twin) { mine.elementsEqual($0) }
      }
      if !isEqual { differing.add(record, field) }
    }
  }
}
