// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Bytes from somewhere, in order: a file, what a gzip file holds, or another encoding's UTF-8.
protocol ByteInput: AnyObject {
  /// Fills the start of `buffer` and gives the number of bytes; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int
}
