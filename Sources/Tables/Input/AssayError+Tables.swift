// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Errors that several readers raise.
extension AssayError {
  static func rowTooLong(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "the row is longer than \(limit >> 20) MiB", at: Location(file: file, line: line),
      remedy: "Look for a quote that is not closed or for line breaks that are missing")
  }

  static func tooManyColumns(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "there are more than \(limit) columns", at: Location(file: file, line: line),
      remedy: "Check what separates the cells")
  }

  static func noRows(file: String, _ message: String) -> AssayError {
    AssayError(message, at: Location(file: file), remedy: "Give a file with at least one row")
  }

  /// `block` starts at `line` and at byte `blockOffset` of the text.
  static func invalidUTF8(
    at place: Int, in block: UnsafeBufferPointer<UInt8>, file: String, line: Int, blockOffset: Int
  ) -> AssayError {
    let fault = JSONFault(
      "the byte 0x\(hex(block[place])) at offset \(blockOffset + place) is not valid UTF-8",
      at: place, remedy: "Give the file's encoding, for example --encoding cp1252")
    return fault.error(in: block, file: file, firstLine: line)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
