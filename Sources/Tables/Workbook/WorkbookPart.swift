// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CZip

/// An entry of a workbook's zip file as a stream of bytes.
final class WorkbookPart: ByteInput {
  let archive: WorkbookArchive
  let name: String
  private let entry: OpaquePointer
  private let packedBytes: Int
  private var count = 0

  init(archive: WorkbookArchive, name: String, entry: OpaquePointer, packedBytes: Int) {
    self.archive = archive
    self.name = name
    self.entry = entry
    self.packedBytes = packedBytes
  }

  deinit {
    zip_fclose(entry)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    let read = Int(zip_fread(entry, buffer.baseAddress, UInt64(buffer.count)))
    guard read >= 0 else {
      throw archive.damaged(
        name, String(cString: zip_error_strerror(zip_file_get_error(entry))))
    }
    count += read
    let limits = archive.limits
    let isBomb = count > limits.freeBytes && count / limits.ratio > packedBytes
    if isBomb || count > limits.partBytes {
      throw archive.damaged(name, "it unpacks to more than any real workbook's part")
    }
    return read
  }
}
