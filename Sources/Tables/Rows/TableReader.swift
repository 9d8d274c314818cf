// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Reads a file once, from the first row to the last, a batch at a time.
package protocol TableReader {
  /// The next rows; nil after the last. Batches hold about `TableLimits.batchBytes` of text and are
  /// never empty; a file without rows is an error.
  /// - Throws: `AssayError` with file, line and column where the input is malformed. After an
  ///   error there is nothing more to read.
  mutating func next() throws(AssayError) -> RowBatch?

  /// What was odd but readable so far; complete after the last batch.
  var notes: [ReadingNote] { get }
}

extension TableReader {
  /// A reader of well-made rows has nothing to note.
  package var notes: [ReadingNote] { [] }
}
