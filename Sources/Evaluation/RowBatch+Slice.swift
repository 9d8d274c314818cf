// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Tables

extension RowBatch {
  /// The place of the column that says which part of the data a row belongs to.
  /// - Throws: `AssayError` when there is no such column.
  func column(ofSlice name: String) throws(AssayError) -> Int {
    try requiredColumn(name, remedy: "Name one of the columns with --slice-column")
  }
}
