// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

@testable import Parquet

/// What a file says of itself, in Thrift's compact protocol.
@Suite struct ThriftTests {
  private func fields(_ bytes: [UInt8]) throws -> ThriftValue {
    var reader = ThriftReader(bytes)
    let fields = try reader.fields()
    #expect(reader.place == bytes.count)
    return fields
  }

  @Test func fieldsAreNumberedByTheirSteps() throws {
    // Field 1: true; field 3: false; field 4: a byte; then field 100 by its own number.
    let fields = try fields([0x11, 0x22, 0x13, 0xFF, 0x05, 0xC8, 1, 14, 0])
    #expect(fields[1]?.bool == true && fields[3]?.bool == false)
    #expect(fields[4]?.integer == -1 && fields[100]?.integer == 7)
    #expect(fields[2] == nil && fields[1]?.integer == nil && fields[4]?.bool == nil)
  }

  @Test func numbersTextsAndBytes() throws {
    let double = withUnsafeBytes(of: (1.5).bitPattern.littleEndian) { Array($0) }
    let fields = try fields(
      [0x14, 3, 0x15, 4, 0x16, 0x80, 1, 0x17] + double + [0x18, 2, 0x68, 0x69, 0x18, 1, 0xFF, 0])
    #expect(fields[1]?.integer == -2 && fields[2]?.integer == 2 && fields[3]?.integer == 64)
    guard case .double(1.5) = fields[4] else {
      Issue.record("no double")
      return
    }
    #expect(fields[5]?.text == "hi" && fields[6]?.text == nil)
  }

  @Test func listsAndWhatIsInside() throws {
    // A list of three bytes, a set of two truths, a list of structs.
    let fields = try fields(
      [0x19, 0x33, 1, 2, 0xFD, 0x1A, 0x21, 1, 2, 0x19, 0x2C, 0x15, 6, 0, 0x15, 8, 0, 0])
    #expect(fields[1]?.list?.map(\.integer) == [1, 2, -3])
    #expect(fields[2]?.list?.map(\.bool) == [true, false])
    #expect(fields[3]?.list?.map { $0[1]?.integer } == [3, 4])
    #expect(fields[1]?[1] == nil)
  }

  @Test func longListsHaveTheirLengthBehind() throws {
    let fields = try fields([0x19, 0xF3, 16] + [UInt8](0..<16) + [0])
    #expect(fields[1]?.list?.compactMap(\.integer) == Array(0..<16))
  }

  @Test func mapsAreReadPast() throws {
    // Text to byte, then an empty map, and a field behind each.
    let fields = try fields([0x1B, 2, 0x83, 1, 0x61, 5, 1, 0x62, 6, 0x15, 2, 0x1B, 0, 0x15, 4, 0])
    #expect(fields[1]?.list?.compactMap(\.integer) == [5, 6])
    #expect(fields[2]?.integer == 1 && fields[3]?.list?.count == 0 && fields[4]?.integer == 2)
  }

  @Test(
    arguments: [
      ([], "its data ends too early"), ([0x15], "its data ends too early"),
      ([0x15, 2], "its data ends too early"), ([0x18, 3, 0x61], "its data ends too early"),
      ([0x19, 0x93, 1], "its data ends too early"), ([0x1B, 9, 0x33], "its data ends too early"),
      ([0x1D, 0], "its description has a value of an unknown kind"),
      ([UInt8](repeating: 0x1C, count: 80), "its description is nested too deep"),
      ([0x19] + [UInt8](repeating: 0x19, count: 80), "its description is nested too deep"),
    ] as [([UInt8], String)])
  func whatIsBrokenIsSaid(_ bytes: [UInt8], _ what: String) {
    var reader = ThriftReader(bytes)
    #expect(throws: ParquetFault.damaged(what)) { try reader.fields() }
  }

  @Test func neededNumbersAreAskedForByName() throws {
    let fields = try fields([0x15, 2, 0])
    #expect(try fields[1].needed("size") == 1)
    #expect(throws: ParquetFault.damaged("it does not say its size")) {
      try fields[2].needed("size")
    }
  }
}
