// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Evaluation
package import Tables

/// How files of prompts and completions are read.
package struct RowReading: Sendable {
  package var options = TableSource.Options()
  package var promptColumn = "prompt"
  package var completionColumn = "completion"

  package init() {}

  func source(_ path: String) throws(AssayError) -> TableSource {
    try TableSource(path: path, options: options)
  }

  /// The rows of a file.
  /// - Parameter sliceColumn: the column whose values part the rows.
  package func rows(
    _ path: String, sliceColumn: String? = nil
  ) throws(AssayError) -> PromptRows {
    try PromptRows(
      source(path), promptColumn: promptColumn, completionColumn: completionColumn,
      sliceColumn: sliceColumn)
  }
}
