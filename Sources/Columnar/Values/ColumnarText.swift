// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform

/// Single values as JSON writes them.
package enum ColumnarText {
  /// A number; null where JSON has none for it, as for NaN.
  package static func write(
    number: some BinaryFloatingPoint & CustomStringConvertible, to out: inout [UInt8]
  ) {
    out += (number.isFinite ? number.description : "null").utf8
  }

  package static func write(text: String, to out: inout [UInt8]) {
    JSONValue.writeString(text.utf8, to: &out)
  }

  /// Bytes that nothing says to be text: as text where they are, else in base 64.
  /// - Parameter encoded: takes the column where they are none.
  package static func write(
    bytes: ArraySlice<UInt8>, column: String, noting encoded: EncodedColumns, to out: inout [UInt8]
  ) {
    if bytes.withUnsafeBufferPointer({ UTF8Validation.isValid($0) }) {
      JSONValue.writeString(bytes, to: &out)
    } else {
      encoded.add(column)
      write(text: Base64.text(bytes), to: &out)
    }
  }

  /// - Throws: `ColumnarFault` where the bytes of a text are none.
  package static func write(
    utf8 bytes: ArraySlice<UInt8>, column: String, to out: inout [UInt8]
  ) throws(ColumnarFault) {
    guard bytes.withUnsafeBufferPointer({ UTF8Validation.isValid($0) }) else {
      throw ColumnarFault(
        "the column '\(column)' holds a text that is not valid UTF-8",
        remedy: "Write the texts again as UTF-8")
    }
    JSONValue.writeString(bytes, to: &out)
  }

  /// The name of a member from the JSON of a map's key: one that is no text becomes the text of its JSON.
  package static func write(key json: [UInt8], to out: inout [UInt8]) {
    if json.first == UInt8(ascii: "\"") {
      out += json
    } else {
      JSONValue.writeString(json, to: &out)
    }
  }
}
