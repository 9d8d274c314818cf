// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CSimdjson
import Platform

/// Reads a whole JSON document into a value; rows of a data file are streamed by `Tables` instead.
///
/// simdjson does the work. What it refuses is read once more by `StrictJSONScanner`, which says
/// where and why, and which accepts the one thing simdjson cannot hold: integers over 64 bits.
package enum JSONParser {
  /// Arrays and objects may be nested this deep.
  package static let maximumDepth = 256

  /// Parses one document. Duplicate keys are kept in their order; an integer that does not fit
  /// `Int` becomes a number; a byte-order mark is skipped.
  /// - Throws: `AssayError` with line and column when the text is not JSON.
  package static func parse(_ bytes: [UInt8], file: String) throws(AssayError) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(AssayError) in
      try parse(buffer, file: file)
    }
  }

  /// Parses one document that starts at the beginning of `firstLine` of `file`.
  /// - Throws: `AssayError` with line and column when the text is not JSON.
  package static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int = 1
  ) throws(AssayError) -> JSONValue {
    do throws(JSONFault) {
      return try parse(bytes)
    } catch {
      if let pointer = FilePointer(bytes) { throw pointer.error(file: file) }
      throw error.error(in: bytes, file: file, firstLine: firstLine)
    }
  }

  /// Parses one document that is not in a file, such as the body of a request.
  package static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> JSONValue {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let value = fastParse(UnsafeBufferPointer(rebasing: bytes[mark...])) { return value }
    var scanner = StrictJSONScanner(bytes, from: mark)
    return try scanner.document()
  }

  private static func fastParse(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    // simdjson counts the document itself as a level.
    guard let parser = assay_json_parser_create(maximumDepth + 1) else { return nil }
    defer { assay_json_parser_destroy(parser) }
    var tape: UnsafePointer<UInt64>?
    var strings: UnsafePointer<UInt8>?
    guard assay_json_parse(parser, bytes.baseAddress, bytes.count, &tape, &strings) == 0,
      let tape, let strings
    else { return nil }
    var reader = JSONTapeReader(tape: tape, strings: strings)
    return reader.document()
  }
}
