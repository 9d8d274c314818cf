// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CZip

/// The zip file a workbook is, read entry by entry.
package final class WorkbookArchive {
  package let path: String
  private let handle: OpaquePointer

  /// - Throws: `AssayError` when the file is no zip archive.
  package init(path: String) throws(AssayError) {
    self.path = path
    var code: Int32 = 0
    guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      throw AssayError(
        "the file is no workbook: \(String(cString: zip_error_strerror(&error)))",
        at: Location(file: path), remedy: "Save it as .xlsx, or as CSV")
    }
    self.handle = handle
  }

  deinit {
    zip_discard(handle)
  }

  /// Whether there is an entry of this name.
  package func contains(_ name: String) -> Bool {
    zip_name_locate(handle, name, 0) >= 0
  }

  /// Calls `take` with the bytes of an entry, piece by piece, until it gives false.
  /// - Throws: `AssayError` when the entry is missing or damaged.
  package func read(
    _ name: String, take: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(AssayError) {
    guard let entry = zip_fopen(handle, name, 0) else { throw failure(name) }
    defer { zip_fclose(entry) }
    let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { piece.deallocate() }
    while true {
      let count = Int(zip_fread(entry, piece.baseAddress, UInt64(piece.count)))
      guard count >= 0 else { throw failure(name) }
      guard count > 0, take(UnsafeBufferPointer(rebasing: piece[..<count])) else { return }
    }
  }

  private func failure(_ name: String) -> AssayError {
    let reason = String(cString: zip_error_strerror(zip_get_error(handle)))
    return AssayError(
      "the workbook is damaged: \(name): \(reason)", at: Location(file: path),
      remedy: "Open it in a spreadsheet program and save it again")
  }
}
