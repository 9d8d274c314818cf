// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

@testable import Parquet

/// Numbers as they stand in bytes, and the end of the bytes.
@Suite struct ByteCursorTests {
  private static let tooEarly = ParquetFault.damaged("its data ends too early")

  @Test func bytesAreReadOneByOne() throws {
    var cursor = ByteCursor([1, 2, 3], from: 1)
    #expect(cursor.remaining == 2)
    #expect(try cursor.byte() == 2 && cursor.place == 2)
    #expect(try cursor.byte() == 3 && cursor.remaining == 0)
    #expect(throws: Self.tooEarly) { try cursor.byte() }
  }

  @Test func partsAreTakenWhole() throws {
    var cursor = ByteCursor(Array(0..<8))
    #expect(try cursor.take(3) == 0..<3 && cursor.place == 3)
    #expect(try cursor.take(0) == 3..<3)
    #expect(throws: Self.tooEarly) { try cursor.take(6) }
    #expect(throws: Self.tooEarly) { try cursor.take(-1) }
    #expect(try cursor.take(5) == 3..<8 && cursor.remaining == 0)
  }

  @Test func numbersOfFixedSizeHaveTheLeastByteFirst() throws {
    var cursor = ByteCursor([0xFF, 1, 2, 3, 4, 0x80])
    #expect(try cursor.fixed(UInt8.self) == 255)
    #expect(try cursor.fixed(UInt32.self) == 0x0403_0201 && cursor.place == 5)
    #expect(throws: Self.tooEarly) { try cursor.fixed(UInt16.self) }
  }

  @Test(
    arguments: [
      ([0], 0), ([1], 1), ([0x7F], 127), ([0x80, 1], 128), ([0xFF, 0x7F], 16_383),
      ([0x80, 0x80, 1], 16_384), ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], .max),
    ] as [([UInt8], UInt64)])
  func numbersOfSevenBits(_ bytes: [UInt8], _ value: UInt64) throws {
    var cursor = ByteCursor(bytes)
    #expect(try cursor.varint() == value && cursor.remaining == 0)
  }

  @Test(
    arguments: [
      ([0], 0), ([1], -1), ([2], 1), ([3], -2), ([0x7F], -64), ([0x80, 1], 64),
      ([0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], .max),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], .min),
    ] as [([UInt8], Int64)])
  func theLastBitIsTheSign(_ bytes: [UInt8], _ value: Int64) throws {
    var cursor = ByteCursor(bytes)
    #expect(try cursor.zigzag() == value)
  }

  @Test func numbersThatDoNotEnd() {
    var open = ByteCursor([0x80, 0x80])
    #expect(throws: Self.tooEarly) { try open.varint() }
    var long = ByteCursor([UInt8](repeating: 0x80, count: 11))
    #expect(throws: ParquetFault.damaged("a number has too many bytes")) { try long.varint() }
    var large = ByteCursor([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1])
    #expect(throws: ParquetFault.damaged("a count is too large")) { try large.count() }
  }
}
