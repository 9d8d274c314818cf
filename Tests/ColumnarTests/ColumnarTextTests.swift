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

  @Test(
    arguments: [
      (0, .seconds, "00:00:00"), (86_399, .seconds, "23:59:59"), (3_661, .seconds, "01:01:01"),
      (1, .milliseconds, "00:00:00.001"), (59_999, .milliseconds, "00:00:59.999"),
      (60_000, .milliseconds, "00:01:00"), (1, .microseconds, "00:00:00.000001"),
      (86_399_999_999_999, .nanoseconds, "23:59:59.999999999"),
    ] as [(Int64, TimeUnit, String)])
  func timesOfADay(_ units: Int64, _ unit: TimeUnit, text: String) {
    #expect(CivilTime.time(units, unit) == text)
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00"), (86_399, "1970-01-01T23:59:59"), (86_400, "1970-01-02T00:00:00"),
      (-86_400, "1969-12-31T00:00:00"), (-86_401, "1969-12-30T23:59:59"),
      (951_782_400, "2000-02-29T00:00:00"), (-62_135_596_800, "0001-01-01T00:00:00"),
    ] as [(Int64, String)])
  func momentsBeforeAndAfter1970(_ seconds: Int64, text: String) {
    #expect(CivilTime.timestamp(seconds, .seconds, isUTC: false) == text)
    #expect(CivilTime.timestamp(seconds * 1000, .milliseconds, isUTC: true) == text + "Z")
  }

  /// The least and the greatest moment of each unit have a text.
  @Test(arguments: [TimeUnit.seconds, .milliseconds, .microseconds, .nanoseconds])
  func momentsOfAnySize(unit: TimeUnit) {
    for moment in [Int64.min, .max] {
      #expect(CivilTime.timestamp(moment, unit, isUTC: false).contains("T"))
    }
  }

  @Test(
    arguments: [
      ([], 0, "0"), ([0], 0, "0"), ([0x7F], 0, "127"), ([0x80], 0, "-128"), ([0xFF], 2, "-0.01"),
      ([1, 0], 1, "25.6"), ([0x00, 0xFF], 0, "255"), ([0x64], 2, "1.00"), ([5], -3, "5"),
      ([0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 0, "2361183241434822606847"),
      ([0x80, 0, 0, 0, 0, 0, 0, 0, 0], 0, "-2361183241434822606848"),
    ] as [([UInt8], Int, String)])
  func decimals(_ bytes: [UInt8], _ scale: Int, _ text: String) {
    #expect(DecimalText.text(bytes, scale: scale) == text)
  }

  @Test func decimalsOfWholeNumbers() {
    #expect(DecimalText.text(Int64.min, scale: 0) == "-9223372036854775808")
    #expect(DecimalText.text(Int64.max, scale: 18) == "9.223372036854775807")
    #expect(DecimalText.text(Int64.max, scale: 19) == "0.9223372036854775807")
    #expect(DecimalText.text(Int64(0), scale: 2) == "0.00")
  }
}
