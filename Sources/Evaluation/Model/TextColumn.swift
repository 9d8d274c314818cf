// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Texts of one column of a file.
package enum TextColumn {
  /// - Throws: `AssayError` when the file cannot be read or has no such column. A file of one column
  ///   has no choice.
  package static func read(_ source: TableSource, _ name: String) throws(AssayError) -> [String] {
    var texts: [String] = []
    var reader = try source.open()
    while let batch = try reader.next() {
      let column =
        try batch.columns.count == 1
        ? 0 : batch.requiredColumn(name, remedy: "Name the column of the texts with --column")
      for row in 0..<batch.count { texts.append(batch[row].text(column)) }
    }
    guard !texts.isEmpty else {
      throw AssayError(
        "the file has no rows", at: Location(file: source.path), remedy: "Give a file with texts")
    }
    return texts
  }
}
