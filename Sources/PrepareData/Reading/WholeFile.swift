// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// A file of text read into memory at once.
enum WholeFile {
  /// The bytes of a file of text, which must be UTF-8.
  static func text(of path: String) throws(AssayError) -> [UInt8] {
    let bytes = try Files.read(path)
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
}
