// SPDX-License-Identifier: Apache-2.0

import Columnar
import Testing

@testable import ArrowIPC

/// Descriptions that point to what is not there.
@Suite struct FlatTableTests {
  private static let broken = ArrowFault.damaged("its description points to what is not there")
  private static let bytes = FlatBuilder.root([
    0: .number(Int16(-2)), 2: .text("ab"), 3: .numbers([7, 8] as [Int32]),
    4: .tables([[0: .number(UInt8(1))], [:]]), 5: .table([1: .number(Int64.min)]),
    6: .list(count: 1, littleEndian(Int64(3)) + littleEndian(Int64(-4))),
  ])

  @Test func fieldsAreFoundByTheirNumber() throws {
    let table = try FlatTable(root: Self.bytes)
    #expect(try table.integer(0, Int16.self) == -2)
    #expect(try table.text(2) == "ab" && table.integers(3, Int32.self) == [7, 8])
    let tables = try table.tables(4)
    #expect(try tables.count == 2 && tables[0].flag(0) && !tables[1].flag(0))
    #expect(try table.table(5)?.integer(1, Int64.self) == .min)
    let pairs = try table.pairs(6)
    #expect(pairs.count == 1 && pairs[0] == (3, -4))
  }

  @Test(arguments: [1, 7, 1000])
  func whatIsLeftOutHasItsDefault(number: Int) throws {
    let table = try FlatTable(root: Self.bytes)
    #expect(try table.integer(number, Int16.self, orElse: 5) == 5)
    #expect(try table.text(number) == nil && table.table(number) == nil)
    #expect(try table.tables(number).isEmpty && table.pairs(number).isEmpty)
    #expect(try table.integers(number, Int64.self).isEmpty)
  }

  @Test(
    arguments: [
      [], [4, 0, 0], [4, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF],
      // The index stands before the bytes, behind them, is too short or reaches beyond them.
      [4, 0, 0, 0, 5, 0, 0, 0], [4, 0, 0, 0, 0xFC, 0xFF, 0xFF, 0xFF],
      [4, 0, 0, 0, 0xFC, 0xFF, 0xFF, 0xFF, 3, 0, 0, 0],
      [4, 0, 0, 0, 0xFC, 0xFF, 0xFF, 0xFF, 5, 0, 4, 0],
    ] as [[UInt8]])
  func tablesAreInTheBytes(bytes: [UInt8]) {
    #expect(throws: Self.broken) { try FlatTable(root: bytes) }
  }

  @Test func theSmallestTableHasNoField() throws {
    let table = try FlatTable(root: [4, 0, 0, 0, 0xFC, 0xFF, 0xFF, 0xFF, 4, 0, 4, 0])
    #expect(try table.integer(0, Int64.self, orElse: 9) == 9)
  }

  @Test func listsAndTextsAreInTheBytes() throws {
    let text = try FlatTable(root: Self.changed(2, "ab".utf8.count))
    #expect(throws: Self.broken) { try text.text(2) }
    for (field, count) in [(3, 2), (6, 1)] {
      let table = try FlatTable(root: Self.changed(field, count))
      #expect(throws: Self.broken) {
        _ = field == 3 ? try table.integers(3, Int32.self).count : try table.pairs(6).count
      }
    }
  }

  /// The bytes up to the end of a list, with one element more than there are.
  private static func changed(_ field: Int, _ count: Int) throws -> [UInt8] {
    let fields: [Int: FlatValue] =
      switch field {
      case 2: [2: .text("ab")]
      case 3: [3: .numbers([7, 8] as [Int32])]
      default: [6: .list(count: 1, [UInt8](repeating: 0, count: 16))]
      }
    var bytes = FlatBuilder.root(fields)
    let size = field == 2 ? 1 : field == 3 ? 4 : 16
    let place = bytes.count - size * count - 4
    #expect(bytes[place] == UInt8(count))
    bytes[place] += 1
    return bytes
  }

  @Test func eachCutIsTold() {
    for count in 0..<Self.bytes.count {
      #expect(throws: Self.broken) {
        let table = try FlatTable(root: Array(Self.bytes[..<count]))
        _ = try (table.integer(0, Int16.self), table.text(2), table.integers(3, Int32.self))
        _ = try (table.tables(4).map { try $0.flag(0) }, table.pairs(6))
        _ = try table.table(5)?.integer(1, Int64.self)
      }
    }
  }

  @Test func buffersEndWhereTheyEnd() throws {
    let buffer = ArrowBuffer(Array(0..<12), 2..<9)
    #expect(try buffer.integer(2, UInt16.self) == 0x0706)
    #expect(try buffer.bit(1) && !buffer.bit(0) && buffer.bit(8) && buffer.bit(9))
    #expect(
      try Array(buffer.bytes(at: 5, count: 2)) == [7, 8] && buffer.bytes(at: 7, count: 0) == [])
    let tooShort = ArrowFault.damaged("a buffer is too short for its values")
    for index in [-1, 3, .max] {
      #expect(throws: tooShort) { try buffer.integer(index, UInt16.self) }
    }
    #expect(throws: tooShort) { try buffer.bit(56) }
    for (start, count) in [(-1, 1), (0, -1), (0, 8), (8, 0), (6, 2), (1, .max)] {
      #expect(throws: tooShort) { try buffer.bytes(at: start, count: count) }
    }
  }
}
