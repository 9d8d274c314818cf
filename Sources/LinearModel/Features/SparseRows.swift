// SPDX-License-Identifier: Apache-2.0

import CKernels

/// A matrix of which only the values that are not zero are kept, row by row.
package struct SparseRows: Sendable {
  /// [rows + 1] Where the entries of a row begin.
  private(set) var starts: [Int64] = [0]
  /// [entries]
  private(set) var columns: [Int32] = []
  /// [entries]
  private(set) var values: [Float] = []
  package let columnCount: Int

  init(columnCount: Int) { self.columnCount = columnCount }

  package var rowCount: Int { starts.count - 1 }

  mutating func append(_ column: Int32, _ value: Float) {
    columns.append(column)
    values.append(value)
  }

  mutating func endRow() { starts.append(Int64(columns.count)) }

  /// Divides the entries from a place on by their length, so that the length is 1.
  mutating func normalize(from start: Int) {
    let length = values[start...].reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length > 0 else { return }
    for place in start..<values.count { values[place] = Float(Double(values[place]) / length) }
  }

  func withKernelMatrix<Result>(_ body: (assay_sparse) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { values in
          body(
            assay_sparse(
              starts: starts.baseAddress, columns: columns.baseAddress,
              values: values.baseAddress))
        }
      }
    }
  }
}
