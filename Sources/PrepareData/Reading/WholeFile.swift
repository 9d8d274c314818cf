// SPDX-License-Identifier: Apache-2.0

import AssayCore

#if canImport(Glibc)
  import Glibc
#endif

/// A file read into memory at once.
enum WholeFile {
  static func bytes(of path: String) throws(AssayError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    let size = Int(status.st_size)
    var filled = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while filled < size {
        let got = Glibc.read(descriptor, buffer.baseAddress! + filled, size - filled)
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else { break }
        filled += got
      }
      count = filled
    }
    guard filled == size else { throw failure(path) }
    return bytes
  }

  /// The bytes of a file of text, which must be UTF-8.
  static func text(of path: String) throws(AssayError) -> [UInt8] {
    let bytes = try bytes(of: path)
    guard let offset = firstFault(in: bytes) else { return bytes }
    let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
    throw AssayError(
      "byte \(offset) is not UTF-8", at: Location(file: path, line: line),
      remedy: "Save the file as UTF-8", code: .notUtf8)
  }

  private static func firstFault(in bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private static func failure(_ path: String) -> AssayError {
    AssayError(
      "cannot read: \(String(cString: strerror(errno)))", at: Location(file: path),
      remedy: "Check that the file may be read")
  }
}
