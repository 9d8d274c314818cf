// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Tables

/// Rows that can be read again and again: a file, or rows in memory.
package protocol RowSource: TableInput {
  // Stated anew, so that whoever reads rows needs nothing of the room of tables.
  var path: String { get }
  var paths: [String] { get }
  var format: TableFormat { get }
  func open() throws(AssayError) -> any TableReader
  /// The size of the file, unpacked; nil where nobody knows.
  var byteCount: Int? { get }
  /// Where a row of several files stands; nil where there is one file, or nobody has read so far.
  func origin(of row: Int) -> RowOrigin?
  /// Lets go of what was kept for passes to come.
  func forgetCopy()
}

extension RowSource {
  package var byteCount: Int? { nil }

  package func origin(of row: Int) -> RowOrigin? { nil }

  package func forgetCopy() {}

  /// A place of the source with the file that it is in.
  package func located(_ place: Finding.Place) -> Finding.Place {
    var place = place
    place.origin = origin(of: place.row)
    return place
  }

  /// An error about a row of the source with the file that the row is in.
  package func located(_ error: AssayError) -> AssayError {
    guard let location = error.location, location.file == path, let row = location.row,
      let origin = origin(of: row)
    else { return error }
    var error = error
    error.location?.file = origin.file
    error.location?.row = origin.row
    return error
  }
}

extension TableSource: RowSource {}

extension JoinedTables: RowSource {}
