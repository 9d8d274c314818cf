// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Rows that can be read again and again: of a file, or of several as one.
package protocol TableInput: Sendable {
  /// The path as the user gave it, or a name for several files.
  var path: String { get }
  /// The files that are read.
  var paths: [String] { get }
  var format: TableFormat { get }
  func open() throws(AssayError) -> any TableReader
}

extension TableInput {
  package var paths: [String] { [path] }
}

extension TableSource: TableInput {}

extension JoinedTables: TableInput {}
