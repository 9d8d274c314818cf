// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Fills the start of a buffer with what stands at a place of a file.
/// - Returns: how many bytes; 0 at the end.
package typealias PlaceReading =
  (UnsafeMutableRawBufferPointer, Int) throws(AssayError) -> Int

/// The rows of a file that holds its columns one after another, as objects of JSON.
package protocol ColumnarRows: AnyObject {
  /// The columns of the rows since it was last emptied that were written in base 64.
  var encoded: EncodedColumns { get }

  /// Adds the next row as an object of JSON.
  /// - Returns: false behind the last row.
  func write(to out: inout [UInt8]) throws(AssayError) -> Bool
}
