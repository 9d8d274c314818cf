// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import Records
import Tables

/// Finds out which columns of a file of chats hold something in some row.
package struct FilledColumns: StoredAnalyzer {
  /// Their names; none in other files.
  package typealias Fact = Set<String>

  private var names: Set<String> = []

  package init() {}

  package func starting(on stream: RecordStream, _ settings: Settings) -> FilledColumns? {
    stream.hasAllColumns ? self : nil
  }

  package mutating func add(_ batch: HashedBatch) {
    let records = batch.records
    guard records.columns.messages != nil else { return }
    let rows = records.rows
    for (index, name) in rows.columns.enumerated() where !names.contains(name) {
      let isFilled = (0..<rows.count).contains { !rows[$0].kind(index).isNothing }
      if isFilled { names.insert(name) }
    }
  }

  package mutating func merge(_ next: FilledColumns) { names.formUnion(next.names) }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Set<String> {
    names
  }

  // Sorted: the same names are written in the same way.

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.singleValueContainer()
    try list.encode(names.sorted())
  }

  package init(from decoder: any Decoder) throws {
    names = Set(try decoder.singleValueContainer().decode([String].self))
  }
}
