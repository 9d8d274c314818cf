// SPDX-License-Identifier: Apache-2.0

import Dataset
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

  package var text: String { Self.digits(value) }

  /// A number as sixteen hexadecimal digits.
  static func digits(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  package static func < (left: RowKey, right: RowKey) -> Bool { left.value < right.value }
}
