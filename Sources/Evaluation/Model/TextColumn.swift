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
      let named = batch.columns.firstIndex(of: name)
      guard let column = named ?? (batch.columns.count == 1 ? 0 : nil) else {
        let known = batch.columns.map { "'\($0)'" }.joined(separator: ", ")
        throw AssayError(
          "there is no column '\(name)' (columns: \(known))", at: Location(file: source.path),
          remedy: "Name the column that holds the texts with --column")
      }
      for row in 0..<batch.count { texts.append(batch[row].text(column)) }
    }
    guard !texts.isEmpty else {
      throw AssayError(
        "the file has no rows", at: Location(file: source.path), remedy: "Give a file with texts")
    }
    return texts
  }
}
