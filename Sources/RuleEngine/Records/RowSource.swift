// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Rows that can be read again and again: a file, or rows in memory.
package protocol RowSource: Sendable {
  /// The path as the user gave it.
  var path: String { get }
  var format: TableFormat { get }
  func open() throws(AssayError) -> any TableReader
}

extension TableSource: RowSource {}
