// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A file of rows and how to read it. It can be opened again and again: rules make several passes.
package struct TableSource: Sendable {
  package struct Options: Sendable {
    /// Overrides what extension and content say.
    package var format: TableFormat?
    /// The sheet of a workbook by name; nil is the first.
    package var sheet: String?

    package init(format: TableFormat? = nil, sheet: String? = nil) {
      self.format = format
      self.sheet = sheet
    }
  }

  /// The path as the user gave it; `-` is standard input, which is spooled to a temporary file.
  package let path: String
  package let format: TableFormat
  package let options: Options

  /// Finds out the format from the extension (also under `.gz`) and the content.
  /// - Throws: `AssayError` when the file cannot be read or its format is not known.
  package init(path: String, options: Options = Options()) throws(AssayError) {
    self.path = path
    self.format = options.format ?? .jsonl
    self.options = options
  }

  /// Starts a pass over the rows.
  package func open() throws(AssayError) -> any TableReader {
    throw AssayError("reading is being built", at: Location(file: path))
  }
}
