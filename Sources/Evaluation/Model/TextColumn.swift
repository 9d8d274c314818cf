// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Tables

/// Texts of one column of a file.
package enum TextColumn {
  /// - Parameter note: gets what the reader noted.
  /// - Throws: `AssayError` when the file cannot be read or has no such column. A file of one column
  ///   has no choice.
  package static func read(
    _ source: TableSource, _ name: String,
    note: (ReaderNotes) throws(AssayError) -> Void = { _ in }
  ) throws(AssayError) -> [String] {
    var texts: [String] = []
    var columns: [String] = []
    var reader = try source.open()
    while let batch = try reader.next() {
      columns = batch.columns
      let column =
        try batch.columns.count == 1
        ? 0 : batch.requiredColumn(name, remedy: "Name the column of the texts with --column")
      for row in 0..<batch.count { texts.append(batch[row].text(column)) }
    }
    guard !texts.isEmpty else {
      throw AssayError(
        "the file has no rows", at: Location(file: source.path), remedy: "Give a file with texts")
    }
    try note(
      ReaderNotes(source, reader, columns: columns, names: ColumnNames(completion: name)))
    return texts
  }
}
