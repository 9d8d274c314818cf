// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Reads a file once, from the first row to the last, a batch at a time.
package protocol TableReader {
  /// The next rows; nil after the last. Batches hold about `TableReading.batchBytes` of text.
  /// - Throws: `AssayError` with file, line and column where the input is malformed.
  mutating func next() throws(AssayError) -> RowBatch?
}
