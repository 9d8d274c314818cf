// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// What the reader of a file noted, with all that rules have to know to put it into words.
package struct ReaderNotes: Sendable, Equatable {
  package let path: String
  package let format: TableFormat
  package let columns: [String]
  package let names: ColumnNames
  package let notes: [ReadingNote]

  package init(
    path: String, format: TableFormat, columns: [String], names: ColumnNames, notes: [ReadingNote]
  ) {
    self.path = path
    self.format = format
    self.columns = columns
    self.names = names
    self.notes = notes
  }

  /// - Parameter reader: one that has read all rows of the source.
  package init(
    _ source: any TableInput, _ reader: any TableReader, columns: [String], names: ColumnNames
  ) {
    self.init(
      path: source.path, format: source.format, columns: columns, names: names,
      notes: reader.notes)
  }

  /// Reads a file for its notes alone.
  /// - Throws: `AssayError` when it cannot be read.
  package init(reading source: any TableInput, names: ColumnNames) throws(AssayError) {
    var columns: [String] = []
    var reader = try source.open()
    while let batch = try reader.next() { columns = batch.columns }
    self.init(source, reader, columns: columns, names: names)
  }
}
