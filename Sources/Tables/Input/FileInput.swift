// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The bytes of a file from the start, with a place of its own.
final class FileInput: ByteInput {
  private let file: InputFile
  private var offset = 0

  init(_ file: InputFile) {
    self.file = file
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    let count = try file.read(into: buffer, at: offset)
    offset += count
    return count
  }
}
