// SPDX-License-Identifier: Apache-2.0

/// Where a row of a data set in several files stands.
package struct RowOrigin: Sendable, Equatable {
  /// The path as the user gave it.
  package let file: String
  /// The row's number in that file, counted from 0.
  package let row: Int

  package init(file: String, row: Int) {
    self.file = file
    self.row = row
  }
}
