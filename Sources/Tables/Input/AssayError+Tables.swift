// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform

/// Errors that several readers raise.
extension AssayError {
  static func rowTooLong(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "the row is longer than \(limit >> 20) MiB", at: Location(file: file, line: line),
      remedy: "Look for a quote that is not closed or for line breaks that are missing",
      code: .rowTooLarge)
  }

  static func tooManyColumns(file: String, line: Int, limit: Int) -> AssayError {
    AssayError(
      "there are more than \(limit) columns", at: Location(file: file, line: line),
      remedy: "Check what separates the cells", code: .rowTooLarge)
  }

  /// Lines that are arrays, mostly conversations without the object around them.
  static func arrayOnEachLine(at location: Location) -> AssayError {
    AssayError(
      "each line is an array, where an object was expected", at: location,
      remedy: #"Write conversations as {"messages": [...]}, one a line, as "#
        + #"`sed 's/.*/{"messages": &}/' FILE` does, and other rows as "#
        + #"{"prompt": "...", "completion": "..."}"#,
      code: .faultyLine)
  }

  static func noRows(file: String, _ message: String) -> AssayError {
    AssayError(
      message, at: Location(file: file), remedy: "Give a file with at least one row",
      code: .noRows)
  }

  /// `block` starts at `line` and at byte `blockOffset` of the text.
  static func invalidUTF8(
    at place: Int, in block: UnsafeBufferPointer<UInt8>, file: String, line: Int, blockOffset: Int
  ) -> AssayError {
    let fault = JSONFault(
      "the byte 0x\(hex(block[place])) at offset \(blockOffset + place) is not valid UTF-8",
      at: place, remedy: remedy(forByteAt: place, in: block))
    var error = fault.error(in: block, file: file, firstLine: line)
    error.code = .notUtf8
    return error
  }

  /// Makes sure that a block of whole lines is UTF-8 without zero bytes, which other tools take for
  /// the end of a cell or of the file.
  static func checkText(
    _ block: UnsafeBufferPointer<UInt8>, file: String, line: Int, blockOffset: Int
  ) throws(AssayError) {
    if let place = UTF8Validation.firstInvalid(block) {
      throw .invalidUTF8(at: place, in: block, file: file, line: line, blockOffset: blockOffset)
    }
    guard let base = block.baseAddress, let zero = memchr(base, 0, block.count) else { return }
    let place = UnsafeRawPointer(base).distance(to: zero)
    let fault = JSONFault(
      "the byte at offset \(blockOffset + place) is zero", at: place,
      remedy: "Remove it, or write the file again: other tools cut the text there")
    var error = fault.error(in: block, file: file, firstLine: line)
    error.code = .zeroByte
    throw error
  }

  private static let others = "utf-16, latin1, shift_jis and gb18030"

  /// What to do about a byte that is not UTF-8, with the words around it as Windows-1252 has them:
  /// who reads the text can tell whether that is it.
  private static func remedy(forByteAt place: Int, in block: UnsafeBufferPointer<UInt8>) -> String {
    let isEnd: (UInt8) -> Bool = { $0 < 0x20 || $0 == 0x22 || $0 == 0x2C }
    let before = block[..<place].suffix(12).reversed().prefix { !isEnd($0) }.reversed()
    let after = block[place...].prefix(12).prefix { !isEnd($0) }
    let words = Array(before) + Array(after)
    guard let text = Windows1252.text(words) else {
      return "Give the file's encoding with --encoding: \(others) or cp1252"
    }
    return
      "Give the file's encoding: by --encoding cp1252 this reads '\(text)'; others are \(others)"
  }

  private static func hex(_ byte: UInt8) -> String {
    Hexadecimal.digits(byte, count: 2, uppercase: true)
  }
}
