// SPDX-License-Identifier: Apache-2.0

import Testing

/// One value of each type, its bytes written by hand; and what a type may not say of itself.
@Suite struct ArrowTypeTests {
  typealias Fields = ArrowParts.Fields

  /// The JSON of one value that stands in one buffer.
  private func value(
    _ kind: UInt8, _ facts: Fields, bytes: [UInt8], more: Fields = [:]
  ) throws -> String {
    let rows = try ArrowParts.rows(
      ArrowParts.schema(ArrowParts.field("a", kind, facts: facts, more: more)),
      ArrowParts.batch(1, [(1, 0)], buffers: [[], bytes]))
    return try #require(rows.first?.dropFirst(#"{"a":"#.count).dropLast().description)
  }

  @Test(
    arguments: [
      (8, true, [0x80], "-128"), (8, false, [0xFF], "255"), (16, true, [0, 0x80], "-32768"),
      (16, false, [0xFF, 0xFF], "65535"), (32, true, [0, 0, 0, 0x80], "-2147483648"),
      (32, false, [0xFF, 0xFF, 0xFF, 0xFF], "4294967295"),
      (64, true, [0, 0, 0, 0, 0, 0, 0, 0x80], "-9223372036854775808"),
      (64, false, [UInt8](repeating: 0xFF, count: 8), "18446744073709551615"),
    ] as [(Int32, Bool, [UInt8], String)])
  func wholeNumbers(_ bits: Int32, _ isSigned: Bool, _ bytes: [UInt8], json: String) throws {
    let facts: Fields = [0: .number(bits), 1: .number(UInt8(isSigned ? 1 : 0))]
    #expect(try value(2, facts, bytes: bytes) == json)
  }

  @Test(
    arguments: [
      (0, [0, 0x3C], "1.0"), (0, [0xFF, 0x7B], "65504.0"), (0, [0, 0xFC], "null"),
      (1, [0xCD, 0xCC, 0xCC, 0x3D], "0.1"), (1, [0, 0, 0xC0, 0x7F], "null"),
      (2, [0x9A, 0x99, 0x99, 0x99, 0x99, 0x99, 0xB9, 0xBF], "-0.1"),
    ] as [(Int16, [UInt8], String)])
  func fractions(_ precision: Int16, _ bytes: [UInt8], json: String) throws {
    #expect(try value(3, [0: .number(precision)], bytes: bytes) == json)
  }

  @Test(
    arguments: [
      (-1, "1969-12-31"), (-86_400_000, "1969-12-31"), (-86_400_001, "1969-12-30"),
      (86_399_999, "1970-01-01"), (86_400_000, "1970-01-02"),
    ] as [(Int64, String)])
  func datesOfMillisecondsAreTheirDay(_ moment: Int64, day: String) throws {
    #expect(try value(8, [:], bytes: littleEndian(moment)) == "\"\(day)\"")
  }

  @Test func datesAndTimesHaveTheirUnit() throws {
    #expect(
      try value(8, [0: .number(Int16(0))], bytes: littleEndian(Int32(-1))) == #""1969-12-31""#)
    #expect(
      try value(9, [0: .number(Int16(0))], bytes: littleEndian(Int32(86_399))) == #""23:59:59""#)
    #expect(try value(9, [:], bytes: littleEndian(Int32(1))) == #""00:00:00.001""#)
    let nanoseconds: Fields = [0: .number(Int16(3)), 1: .number(Int32(64))]
    #expect(try value(9, nanoseconds, bytes: littleEndian(Int64(7))) == #""00:00:00.000000007""#)
    #expect(try value(18, [:], bytes: littleEndian(Int64(-7))) == "-7")
  }

  /// The format takes a time zone without a name for none.
  @Test(arguments: [(nil, ""), ("", ""), ("UTC", "Z"), ("Europe/Berlin", "Z")])
  func momentsWithAZoneAreUniversal(zone: String?, end: String) throws {
    var facts: Fields = [0: .number(Int16(2))]
    if let zone { facts[1] = .text(zone) }
    #expect(
      try value(10, facts, bytes: littleEndian(Int64(-1)))
        == "\"1969-12-31T23:59:59.999999\(end)\"")
  }

  @Test func decimalsOfEachSize() throws {
    for bits in [32, 64, 128, 256] as [Int32] {
      let facts: Fields = [1: .number(Int32(3)), 2: .number(bits)]
      let bytes = [0xFB] + [UInt8](repeating: 0xFF, count: Int(bits) / 8 - 1)
      #expect(try value(7, facts, bytes: bytes) == "-0.005")
    }
    let whole = littleEndian(UInt64.max) + littleEndian(Int64.max)
    #expect(try value(7, [:], bytes: whole) == "170141183460469231731687303715884105727")
    #expect(ArrowParts.fault(schema(7, [1: .number(Int32(1000))])) == nil)
  }

  @Test func bytesAndTruths() throws {
    #expect(try value(6, [:], bytes: [1]) == "true" && value(6, [:], bytes: [0xFE]) == "false")
    #expect(try value(15, [0: .number(Int32(3))], bytes: [0x61, 0x62, 0x63]) == #""abc""#)
    #expect(try value(15, [0: .number(Int32(3))], bytes: [0xFF, 0, 1]) == #""/wAB""#)
    #expect(try value(15, [0: .number(Int32(0))], bytes: []) == #""""#)
  }

  @Test func bytesAreAUUIDWhereTheFieldSaysSo() throws {
    func json(_ name: String) throws -> String {
      let facts: [Fields] = [
        [0: .text("other"), 1: .text("arrow.uuid")],
        [0: .text("ARROW:extension:name"), 1: .text(name)],
      ]
      return try value(
        15, [0: .number(Int32(16))], bytes: Array(0x61...0x70), more: [6: .tables(facts)])
    }
    #expect(try json("arrow.uuid") == #""61626364-6566-6768-696a-6b6c6d6e6f70""#)
    #expect(try json("mine") == #""abcdefghijklmnop""#)
  }

  private func schema(
    _ kind: UInt8, _ facts: Fields = [:], _ children: Fields..., more: Fields = [:]
  ) -> [UInt8] {
    ArrowParts.schema(
      ArrowParts.field("a", kind, facts: facts, children: children, more: more))
  }

  @Test func typesThatAreNotReadAreNamed() {
    func fault(_ kind: UInt8, _ facts: Fields = [:]) -> String? {
      ArrowParts.fault(schema(kind, facts))
    }
    func unsupported(_ what: String) -> String {
      "the Arrow file uses \(what), which cannot be read"
    }
    #expect(fault(11) == unsupported("intervals of months"))
    #expect(fault(27) == unsupported("the type of number 27"))
    #expect(fault(0) == unsupported("the type of number 0"))
    #expect(
      fault(3, [0: .number(Int16(3))])
        == unsupported("floating-point numbers of the precision 3"))
    #expect(
      fault(7, [1: .number(Int32(-1))])
        == unsupported("decimal numbers with -1 places behind the point"))
    #expect(
      fault(7, [1: .number(Int32(1001))])
        == unsupported("decimal numbers with 1001 places behind the point"))
    #expect(fault(14, [0: .number(Int16(2))]) == unsupported("unions of the mode 2"))
  }

  @Test func typesThatCannotBeAreFaults() {
    func fault(_ kind: UInt8, _ facts: Fields) -> String? { ArrowParts.fault(schema(kind, facts)) }
    #expect(fault(2, [0: .number(Int32(12))]) == "it has whole numbers of 12 bits")
    #expect(fault(2, [:]) == "it has whole numbers of 0 bits")
    #expect(fault(7, [2: .number(Int32(96))]) == "it has decimal numbers of 96 bits")
    #expect(fault(8, [0: .number(Int16(2))]) == "it counts dates in the unit of number 2")
    #expect(fault(9, [1: .number(Int32(16))]) == "it has times of 16 bits")
    #expect(fault(9, [0: .number(Int16(4))]) == "it counts time in the unit of number 4")
    #expect(fault(10, [0: .number(Int16(-1))]) == "it counts time in the unit of number -1")
    #expect(fault(15, [0: .number(Int32(-1))]) == "it has values of -1 elements")
    #expect(fault(16, [0: .number(Int32(-2))]) == "it has values of -2 elements")
  }

  @Test func typesHaveTheirNumberOfParts() {
    let part = ArrowParts.field("b", 1)
    func count(_ count: Int) -> String { "the column 'a' has \(count) parts, which is not right" }
    #expect(ArrowParts.fault(schema(12)) == count(0))
    #expect(ArrowParts.fault(schema(12, [:], part, part)) == count(2))
    #expect(ArrowParts.fault(schema(17, [:], part)) == count(1))
    #expect(ArrowParts.fault(schema(22, [:], part)) == count(1))
    #expect(ArrowParts.fault(schema(5, [:], part)) == count(1))
    #expect(ArrowParts.fault(schema(14, [1: .numbers([4, 5] as [Int32])], part)) == count(1))
    #expect(ArrowParts.fault(schema(13)) == nil && ArrowParts.fault(schema(14)) == nil)
    let entry = ArrowParts.field("e", 13, children: [part, part])
    #expect(ArrowParts.fault(schema(17, [:], entry)) == nil)
  }
}
