// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

@testable import Parquet

/// Levels, places in a dictionary and truths: runs of one value, and numbers side by side.
@Suite struct RunReaderTests {
  private func numbers(_ bytes: [UInt8], bits: Int, count: Int) throws -> [UInt32] {
    var reader = try RunReader(bytes, bits: bits)
    return try (0..<count).map { _ throws in try reader.next() }
  }

  @Test func runsOfOneValue() throws {
    #expect(try numbers([6, 5, 4, 7], bits: 3, count: 5) == [5, 5, 5, 7, 7])
    #expect(try numbers([4, 0x34, 0x12], bits: 16, count: 2) == [0x1234, 0x1234])
    #expect(try numbers([2, 1, 2, 3, 4], bits: 32, count: 1) == [0x0403_0201])
    // Numbers without a bit are all 0 and take no byte.
    #expect(try numbers([8], bits: 0, count: 4) == [0, 0, 0, 0])
  }

  @Test func numbersSideBySide() throws {
    // The example of the format: 0 to 7 in three bits each.
    #expect(try numbers([3, 0x88, 0xC6, 0xFA], bits: 3, count: 8) == Array(0..<8))
    #expect(
      try numbers([3, 0b1010_0101], bits: 1, count: 8) == [1, 0, 1, 0, 0, 1, 0, 1])
    let wide: [UInt8] = [3] + (0..<32).map { $0 % 4 == 0 ? $0 / 4 : 0 }
    #expect(try numbers(wide, bits: 32, count: 8) == Array(0..<8))
  }

  @Test func bothKindsInTurn() throws {
    let bytes: [UInt8] = [4, 1, 3, 0b0000_1111, 2, 0]
    #expect(try numbers(bytes, bits: 1, count: 11) == [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
  }

  @Test func readingStartsAtItsPlace() throws {
    var reader = try RunReader([9, 9, 2, 1], from: 2, bits: 1)
    #expect(try reader.next() == 1)
    #expect(throws: ParquetFault.self) { try reader.next() }
  }

  @Test func whatIsTooMuchIsRefused() throws {
    #expect(throws: ParquetFault.damaged("its numbers have 33 bits")) {
      try RunReader([], bits: 33)
    }
    #expect(throws: ParquetFault.damaged("its numbers have -1 bits")) {
      try RunReader([], bits: -1)
    }
    let long: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    #expect(throws: ParquetFault.damaged("a run is too long")) {
      try numbers(long, bits: 1, count: 1)
    }
    #expect(throws: ParquetFault.damaged("its data ends too early")) {
      try numbers([3], bits: 1, count: 1)
    }
  }
}
