// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

struct ColumnarTextTests {
  private func text(_ write: (inout [UInt8]) throws -> Void) rethrows -> String {
    var out: [UInt8] = []
    try write(&out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test func numbersThatJSONDoesNotHaveAreNull() {
    #expect(text { ColumnarText.write(number: Double.nan, to: &$0) } == "null")
    #expect(text { ColumnarText.write(number: -Float.infinity, to: &$0) } == "null")
    #expect(text { ColumnarText.write(number: Float(0.1), to: &$0) } == "0.1")
  }

  @Test func bytesAreTextWhereTheyAreUTF8() throws {
    let encoded = EncodedColumns()
    func bytes(_ bytes: ArraySlice<UInt8>, of column: String) -> String {
      text { ColumnarText.write(bytes: bytes, column: column, noting: encoded, to: &$0) }
    }
    #expect(bytes([0x61, 0xC3, 0xBC], of: "a") == "\"aü\"" && encoded.names.isEmpty)
    #expect(bytes([0xFF, 0, 1], of: "b") == "\"/wAB\"" && bytes([0xFE], of: "b") == "\"/g==\"")
    #expect(encoded.names == ["b"])
    encoded.removeAll()
    #expect(encoded.names.isEmpty)
    let fault = #expect(throws: ColumnarFault.self) {
      try text { try ColumnarText.write(utf8: [0xFF], column: "a", to: &$0) }
    }
    #expect(fault?.message == "the column 'a' holds a text that is not valid UTF-8")
  }

  @Test func keysOfMapsBecomeTexts() {
    #expect(text { ColumnarText.write(key: Array("\"a\"".utf8), to: &$0) } == "\"a\"")
    #expect(text { ColumnarText.write(key: Array("12".utf8), to: &$0) } == "\"12\"")
  }

  @Test func timesHaveTheDigitsOfTheirUnit() {
    #expect(CivilTime.timestamp(-1, .seconds, isUTC: true) == "1969-12-31T23:59:59Z")
    #expect(CivilTime.timestamp(1_001, .milliseconds, isUTC: false) == "1970-01-01T00:00:01.001")
    #expect(CivilTime.time(5, .nanoseconds) == "00:00:00.000000005")
    #expect(DecimalText.text(-5, scale: 3) == "-0.005")
    #expect(UUIDText.text(Array(0..<16)[...]) == "00010203-0405-0607-0809-0a0b0c0d0e0f")
  }
}
