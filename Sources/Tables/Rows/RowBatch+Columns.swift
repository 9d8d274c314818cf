// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension RowBatch {
  /// The place of a column that must be there.
  /// - Throws: `AssayError` that lists the columns there are, with what to do.
  package func requiredColumn(_ name: String, remedy: String) throws(AssayError) -> Int {
    if let index = columns.firstIndex(of: name) { return index }
    let known = columns.map { "'\($0)'" }.joined(separator: ", ")
    throw AssayError(
      "there is no column '\(name)' (columns: \(known))", at: Location(file: file), remedy: remedy)
  }
}
