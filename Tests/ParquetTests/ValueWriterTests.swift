// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

@testable import Parquet

/// Values of each meaning as JSON.
@Suite struct ValueWriterTests {
  private func json(
    _ values: RawValues, _ type: PhysicalType, _ logical: LogicalType, at place: Int = 0
  ) throws -> String {
    var out: [UInt8] = []
    try ValueWriter(column: "c", type: type, logical: logical).write(values, at: place, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private func bytes(_ bytes: [UInt8]) -> RawValues {
    .bytes(storage: [0] + bytes + [0], ranges: [1..<1 + bytes.count])
  }

  @Test(
    arguments: [
      (LogicalType.plain, 5, "5"), (.date, 0, #""1970-01-01""#), (.date, -1, #""1969-12-31""#),
      (.date, 19_782, #""2024-02-29""#), (.decimal(scale: 2), 12_345, "123.45"),
      (.decimal(scale: 2), -5, "-0.05"), (.decimal(scale: 0), 7, "7"),
      (.decimal(scale: 3), 0, "0.000"),
      (.unsigned(bits: 64), -1, "18446744073709551615"), (.unsigned(bits: 32), -1, "-1"),
      (.time(.milliseconds), 3_723_004, #""01:02:03.004""#),
      (.time(.microseconds), 86_399_000_000, #""23:59:59""#),
      (.time(.nanoseconds), 1, #""00:00:00.000000001""#),
      (.timestamp(.milliseconds, isUTC: true), 0, #""1970-01-01T00:00:00Z""#),
      (.timestamp(.milliseconds, isUTC: false), -1, #""1969-12-31T23:59:59.999""#),
      (.timestamp(.microseconds, isUTC: true), 86_400_000_000, #""1970-01-02T00:00:00Z""#),
      (.timestamp(.nanoseconds, isUTC: false), -86_400_000_000_000, #""1969-12-31T00:00:00""#),
    ] as [(LogicalType, Int64, String)])
  func wholeNumbers(_ logical: LogicalType, _ value: Int64, _ text: String) throws {
    #expect(try json(.integers([value]), .int64, logical) == text)
  }

  @Test func smallNumbersWithoutASign() throws {
    #expect(try json(.integers([-1]), .int32, .unsigned(bits: 32)) == "4294967295")
    #expect(try json(.integers([200]), .int32, .unsigned(bits: 8)) == "200")
  }

  @Test func otherNumbersAndTruths() throws {
    #expect(try json(.floats([1, 0.1]), .float, .plain, at: 1) == "0.1")
    #expect(try json(.doubles([1e300]), .double, .plain) == "1e+300")
    #expect(try json(.doubles([.infinity]), .double, .plain) == "null")
    #expect(try json(.doubles([.nan]), .double, .plain) == "null")
    #expect(try json(.booleans([true, false]), .boolean, .plain) == "true")
    #expect(try json(.booleans([true, false]), .boolean, .plain, at: 1) == "false")
  }

  @Test func texts() throws {
    #expect(try json(bytes(Array("a\"é\n".utf8)), .byteArray, .text) == #""a\"é\n""#)
    #expect(try json(bytes(Array("é".utf8)), .byteArray, .plain) == #""é""#)
    #expect(try json(bytes([0xFF, 0xFE]), .byteArray, .plain) == #""//4=""#)
    let fault = #expect(throws: ParquetFault.self) {
      try json(bytes([0x61, 0xFF]), .byteArray, .text)
    }
    #expect(fault?.message == "the column 'c' holds a text that is not valid UTF-8")
    #expect(fault?.remedy == "Write the texts again as UTF-8")
  }

  @Test func bytesOfAMeaning() throws {
    #expect(
      try json(bytes(Array(0..<16)), .fixedByteArray, .uuid)
        == #""00010203-0405-0607-0809-0a0b0c0d0e0f""#)
    #expect(try json(bytes([0x00, 0x3E]), .fixedByteArray, .float16) == "1.5")
    #expect(try json(bytes([0x00, 0x7C]), .fixedByteArray, .float16) == "null")
    #expect(try json(bytes([0xFF, 0x85]), .fixedByteArray, .decimal(scale: 1)) == "-12.3")
    // The first day of the Unix calendar, one second and a half after midnight.
    let nanoseconds: [UInt8] = [0x00, 0x2F, 0x68, 0x59, 0, 0, 0, 0]
    #expect(
      try json(bytes(nanoseconds + [0x8C, 0x3D, 0x25, 0]), .int96, .plain)
        == #""1970-01-01T00:00:01.500000000""#)
    // Too many bytes for a number: as any other bytes.
    let long = [UInt8](repeating: 0x61, count: 65)
    #expect(
      try json(bytes(long), .byteArray, .decimal(scale: 0))
        == "\"\(String(repeating: "a", count: 65))\"")
  }

  @Test(
    arguments: [
      RawValues.booleans([]), .integers([]), .floats([]), .doubles([]),
      .bytes(storage: [1], ranges: []),
    ] as [RawValues])
  func missingValuesAreAFault(_ values: RawValues) {
    #expect(values.count == 0)
    #expect(throws: ParquetFault.damaged("the column 'c' has too few values")) {
      try json(values, .int32, .plain)
    }
  }
}
