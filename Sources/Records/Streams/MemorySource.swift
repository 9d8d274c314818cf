// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Rows that are in memory already, such as those of a rule's examples.
package struct MemorySource: RowSource {
  package let path: String
  package let format: TableFormat
  package let batches: [RowBatch]
  /// What a reader of a file would have noted.
  package var notes: [ReadingNote] = []

  package init(path: String = "example", format: TableFormat = .jsonl, batches: [RowBatch]) {
    self.path = path
    self.format = format
    self.batches = batches
  }

  package func open() throws(AssayError) -> any TableReader {
    Reader(batches: batches[...], notes: notes)
  }

  private struct Reader: TableReader {
    var batches: ArraySlice<RowBatch>
    let notes: [ReadingNote]

    mutating func next() throws(AssayError) -> RowBatch? { batches.popFirst() }
  }
}
