// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Rows that can be read again and again: a file, or rows in memory.
package protocol RowSource: Sendable {
  /// The path as the user gave it.
  var path: String { get }
  var format: TableFormat { get }
  /// The size of the file, unpacked; nil where nobody knows.
  var byteCount: Int? { get }
  func open() throws(AssayError) -> any TableReader
  /// Lets go of what was kept for passes to come.
  func forgetCopy()
}

extension RowSource {
  package var byteCount: Int? { nil }

  package func forgetCopy() {}
}

extension TableSource: RowSource {}
