// SPDX-License-Identifier: Apache-2.0

import Dataset
import Platform
package import Tables

/// What a row says, as a number: the same wherever the row stands in the file. Prompt and
/// completion make it; in files without either, all cells do.
package struct RowKey: Sendable, Hashable, Comparable {
  package let value: UInt64

  package init(value: UInt64) { self.value = value }

  /// The key of a row of a batch.
  package init(_ row: Row, in batch: RecordBatch) {
    let fields = [batch.columns.prompt, batch.columns.completion].compactMap { $0 }
    // The columns' order in the file does not matter for prompt and completion.
    let columns = batch.columns.completion == nil ? Array(batch.rows.columns.indices) : fields
    value = columns.reduce(0) { hash, column in
      row.withUTF8(column) { ByteHash.hash($0, seed: hash) }
    }
  }

  /// Sixteen hexadecimal digits.
  package init?(text: String) {
    guard text.utf8.count == 16, let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  package var text: String { Hexadecimal.digits(value, count: 16) }

  package static func < (left: RowKey, right: RowKey) -> Bool { left.value < right.value }
}
