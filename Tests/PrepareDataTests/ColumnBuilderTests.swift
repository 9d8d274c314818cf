// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct ColumnBuilderTests {
  private func column(_ values: [PythonValue]) -> [String] {
    var builder = ColumnBuilder()
    for value in values { builder.append(value) }
    let column = builder.finished()
    return (0..<column.count).map { column[$0] }
  }

  /// A column without text gets the narrowest type that holds all of it.
  @Test(
    arguments: [
      ([.integer(1), .integer(2)], ["1", "2"]), ([.integer(1), .none], ["1.0", "nan"]),
      ([.integer(1), .missing], ["1.0", "nan"]), ([.integer(1), .float(0.5)], ["1.0", "0.5"]),
      ([.none, .none], ["None", "None"]), ([.missing, .none], ["nan", "nan"]),
      ([.bool(true), .integer(1)], ["True", "1"]), ([.bool(true), .none], ["True", "None"]),
      ([.unsigned(1 << 63), .integer(1)], ["9223372036854775808", "1"]),
      ([.unsigned(1 << 63), .integer(-1)], ["9223372036854775808", "-1"]),
      ([.unsigned(1 << 63), .none], ["9.223372036854776e+18", "nan"]),
      ([.unsigned(1 << 63), .integer(0), .float(0.5)], ["9.223372036854776e+18", "0.0", "0.5"]),
      ([.list([]), .none], ["[]", "None"]), ([.float(.infinity), .integer(3)], ["inf", "3.0"]),
    ] as [([PythonValue], [String])])
  func columnsWithoutTextAreNarrowed(_ values: [PythonValue], _ texts: [String]) {
    #expect(column(values) == texts)
  }

  @Test func aTextKeepsTheOthersAsTheyAre() {
    let values: [PythonValue] = [.text(Array("a".utf8)), .integer(1), .none, .missing, .float(2)]
    #expect(column(values) == ["a", "1", "None", "nan", "2.0"])
  }

  @Test func tellsGapsFromConversions() {
    var builder = ColumnBuilder()
    for value: PythonValue in [.none, .integer(1), .text([0x61]), .missing, .bool(false)] {
      builder.append(value)
    }
    #expect(builder.gaps == [0, 3])
    #expect(builder.conversions == [1, 4])
  }

  @Test func padsAndTakesBack() {
    var builder = ColumnBuilder()
    builder.append(.text([0x61]))
    builder.append(.integer(7))
    builder.removeLast()
    #expect(builder.count == 1 && builder.conversions == [])
    builder.append(.text([0x62]))
    builder.removeLast()
    builder.pad(to: 3)
    #expect(builder.count == 3 && builder.gaps == [1, 2])
    builder.pad(to: 2)
    #expect(builder.count == 3)
    let column = builder.finished()
    #expect((0..<3).map { column[$0] } == ["a", "nan", "nan"])
  }
}
