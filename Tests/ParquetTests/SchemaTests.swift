// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Columnar
import Testing

@testable import Codecs
@testable import Parquet

/// What the end of a file says of its columns, groups and pages.
@Suite struct SchemaTests {
  private func element(
    _ name: String, type: Int64? = nil, repetition: Int64? = nil, children: Int64? = nil,
    _ more: [Int16: ThriftValue] = [:]
  ) -> ThriftValue {
    var fields = more
    fields[4] = .binary(Array(name.utf8))
    fields[1] = type.map(ThriftValue.integer)
    fields[3] = repetition.map(ThriftValue.integer)
    fields[5] = children.map(ThriftValue.integer)
    return .fields(fields)
  }

  @Test func levelsCountWhatMayBeMissingAndWhatRepeats() throws {
    let columns = try SchemaReader.columns([
      element("schema", children: 2), element("id", type: 1, repetition: 0),
      element("tags", repetition: 1, children: 1), element("list", repetition: 2, children: 2),
      element("name", type: 6, repetition: 1), element("size", type: 2, repetition: 0),
    ])
    #expect(columns.map(\.name) == ["id", "tags"])
    #expect(columns[0].definition == 0 && columns[0].repetitionLevel == 0)
    #expect(columns[0].leaf?.type == .int32 && columns[0].leaf?.width == 4)
    let list = columns[1].children[0]
    #expect(columns[1].definition == 1 && list.definition == 2 && list.repetitionLevel == 1)
    #expect(list.children.map(\.definition) == [3, 2])
    #expect(list.children.map { $0.leaf?.index } == [1, 2])
    #expect(columns[0].leaves == 0..<1 && columns[1].leaves == 1..<3 && list.leaves == 1..<3)
  }

  @Test func brokenSchemasAreRefused() {
    func fault(_ elements: [ThriftValue]) -> String? {
      #expect(throws: ParquetFault.self) { try SchemaReader.columns(elements) }?.message
    }
    let damaged = "the Parquet file is damaged: "
    #expect(fault([]) == damaged + "it has no schema")
    #expect(fault([element("schema")]) == "the Parquet file has no column")
    #expect(
      fault([element("s", children: 2), element("a", type: 1)]) == damaged
        + "its schema is cut short")
    #expect(fault([element("s", children: -1)]) == damaged + "its schema is cut short")
    #expect(
      fault([element("s", children: 1), element("a", type: 1, repetition: 3)])
        == damaged + "a column is repeated in an unknown way")
    #expect(
      fault([element("s", children: 1), element("a", type: 8)])
        == damaged + "the column 'a' has an unknown type")
    #expect(
      fault([element("s", children: 1), element("a", type: 7)])
        == damaged + "the column 'a' has values of 0 bytes")
    #expect(
      fault([element("s", children: 1), element("a")])
        == "the Parquet file uses the struct 'a' without a field, which cannot be read")
    #expect(
      fault([
        element("s", children: 1), element("a", type: 1, [6: .integer(5), 7: .integer(1001)]),
      ]) == damaged + "the column 'a' has 1001 places behind the point")
    let deep = (0..<70).map { element("n\($0)", children: 1) } + [element("a", type: 1)]
    #expect(fault(deep) == damaged + "its columns are nested too deep")
    let many = [element("s", children: 1)] + Array(repeating: element("a", type: 1), count: 16_384)
    #expect(fault(many) == "the Parquet file has more than 16384 columns")
  }

  private func annotated(_ kind: Int16, _ value: [Int16: ThriftValue] = [:]) -> LogicalType {
    LogicalType(.fields([10: .fields([kind: .fields(value)]), 6: .integer(6)]))
  }

  @Test func meaningsOfColumns() {
    let milli: ThriftValue = .fields([1: .fields([:])])
    let micro: ThriftValue = .fields([2: .fields([:])])
    let nano: ThriftValue = .fields([3: .fields([:])])
    #expect(annotated(1) == .text && annotated(4) == .text && annotated(12) == .text)
    #expect(annotated(2) == .map && annotated(3) == .list && annotated(6) == .date)
    #expect(annotated(5, [1: .integer(3)]) == .decimal(scale: 3))
    #expect(annotated(7, [2: milli]) == .time(.milliseconds))
    #expect(annotated(8, [1: .bool(true), 2: micro]) == .timestamp(.microseconds, isUTC: true))
    #expect(annotated(8, [2: nano]) == .timestamp(.nanoseconds, isUTC: false))
    #expect(annotated(10, [1: .integer(16), 2: .bool(false)]) == .unsigned(bits: 16))
    #expect(annotated(14) == .uuid && annotated(15) == .float16)
    // What is not known, or a number with a sign, is what the older statement says.
    #expect(annotated(99) == .date)
    #expect(annotated(10, [1: .integer(16), 2: .bool(true)]) == .date)
  }

  @Test(
    arguments: [
      (0, LogicalType.text), (1, .map), (2, .map), (3, .list), (4, .text), (5, .decimal(scale: 2)),
      (6, .date), (7, .time(.milliseconds)), (8, .time(.microseconds)),
      (9, .timestamp(.milliseconds, isUTC: true)), (10, .timestamp(.microseconds, isUTC: true)),
      (11, .unsigned(bits: 8)), (12, .unsigned(bits: 16)), (13, .unsigned(bits: 32)),
      (14, .unsigned(bits: 64)), (15, .plain), (18, .plain), (19, .text), (20, .plain),
      (21, .interval), (99, .plain),
    ] as [(Int64, LogicalType)])
  func olderMeanings(_ number: Int64, _ expected: LogicalType) {
    #expect(LogicalType(.fields([6: .integer(number), 7: .integer(2)])) == expected)
  }

  @Test func columnsWithoutAMeaningArePlain() {
    #expect(LogicalType(.fields([:])) == .plain)
    #expect(LogicalType(.fields([6: .integer(5)])) == .decimal(scale: 0))
  }

  // MARK: Groups and pages

  private func chunk(
    codec: Int64 = 0, values: Int64 = 3, size: Int64 = 10, data: Int64 = 20,
    dictionary: Int64? = nil
  ) throws -> ColumnChunk {
    var facts: [Int16: ThriftValue] = [
      4: .integer(codec), 5: .integer(values), 7: .integer(size), 9: .integer(data),
    ]
    facts[11] = dictionary.map(ThriftValue.integer)
    return try ColumnChunk(.fields([3: .fields(facts)]), fileSize: 40)
  }

  @Test func valuesStandWhereTheDictionaryBegins() throws {
    #expect(try chunk().start == 20 && chunk().end == 30 && chunk().valueCount == 3)
    #expect(try chunk(dictionary: 12).start == 12 && chunk(dictionary: 12).end == 22)
    #expect(try chunk(dictionary: 0).start == 20 && chunk(dictionary: 25).start == 20)
    #expect(try chunk(size: 20).end == 40)
    let beyond = ParquetFault.damaged("a column reaches beyond the end of the file")
    #expect(throws: beyond) { try chunk(size: 21) }
    #expect(throws: beyond) { try chunk(size: -1) }
    #expect(throws: beyond) { try chunk(data: 41) }
    #expect(throws: beyond) { try chunk(data: -1) }
    #expect(throws: beyond) { try chunk(values: -1) }
    #expect(throws: ParquetFault.unsupported("columns in other files, or ones that are encrypted"))
    {
      try ColumnChunk(.fields([1: .binary([])]), fileSize: 40)
    }
  }

  @Test func compressionsByTheirNumbers() throws {
    let known: [(Int64, BlockCodec)] = [
      (0, .none), (1, .snappy), (2, .gzip), (5, .hadoopLZ4), (6, .zstd), (7, .lz4),
    ]
    for (number, codec) in known { #expect(try chunk(codec: number).codec == codec) }
    for (number, name) in [(Int64(3), "LZO"), (4, "Brotli"), (8, "of number 8")] {
      #expect(throws: ParquetFault.unsupported("the compression \(name)")) {
        try chunk(codec: number)
      }
    }
  }

  private func header(_ kind: Int64, size: Int64 = 8, packed: Int64 = 4) throws -> PageHeader {
    try PageHeader(
      .fields([
        1: .integer(kind), 2: .integer(size), 3: .integer(packed),
        5: .fields([1: .integer(5), 2: .integer(0)]),
        7: .fields([1: .integer(7), 2: .integer(99)]),
        8: .fields([1: .integer(8)]),
      ]))
  }

  @Test func headersOfPages() throws {
    #expect(try header(0).kind == .data && header(0).valueCount() == 5)
    #expect(try header(2).kind == .dictionary && header(2).valueCount() == 7)
    #expect(try header(3).kind == .newerData && header(3).valueCount() == 8)
    #expect(try header(0).encoding(2) == .plain)
    #expect(try header(0).size == 8 && header(0).packedSize == 4)
    #expect(throws: ParquetFault.unsupported("the encoding of number 99")) {
      try header(2).encoding(2)
    }
    #expect(throws: ParquetFault.self) { try header(1).valueCount() }
    #expect(throws: ParquetFault.damaged("a page has an unknown kind")) { try header(4) }
    let large = #expect(throws: ParquetFault.self) { try header(0, size: 256 << 20 + 1) }
    #expect(large?.remedy == "Write the file again with smaller pages")
    #expect(throws: ParquetFault.self) { try header(0, size: -1) }
    #expect(throws: ParquetFault.self) { try header(0, packed: -1) }
    #expect(try header(0, size: 256 << 20).size == 256 << 20)
  }

  // MARK: The end of the file

  private func footer(_ bytes: [UInt8]) throws -> Footer {
    try Footer(
      FileBytes(format: "Parquet", count: bytes.count) { (buffer, place) throws(AssayError) in
        let part = bytes[min(place, bytes.count)...].prefix(min(3, buffer.count))
        buffer.copyBytes(from: part)
        return part.count
      })
  }

  @Test func theEndOfAFileIsItsDescription() throws {
    // One column: a root with a child, then the child.
    let description: [UInt8] =
      [0x29, 0x2C, 0x48, 1, 0x73, 0x15, 2, 0, 0x15, 2, 0x38, 1, 0x61, 0, 0x29, 0x0C, 0]
    let end = [UInt8(description.count), 0, 0, 0] + Array("PAR1".utf8)
    let footer = try footer(Array("PAR1".utf8) + description + end)
    #expect(footer.columns.map(\.name) == ["a"] && footer.groups.isEmpty)
    #expect(footer.columns[0].leaf?.type == .int32)
  }

  @Test func otherEndsAreRefused() {
    let start = Array("PAR1".utf8)
    #expect(throws: ParquetFault.unsupported("encryption")) {
      try footer(start + [0, 0, 0, 0] + Array("PARE".utf8))
    }
    let short = ParquetFault("the Parquet file is cut short: it does not end in PAR1")
    #expect(throws: short) { try footer(start + start) }
    #expect(throws: short) { try footer(start + [0, 0, 0, 0] + Array("PAR2".utf8)) }
    #expect(throws: ParquetFault.damaged("its description has 1 bytes")) {
      try footer(start + [1, 0, 0, 0] + start)
    }
  }

  @Test func filesThatEndWhileTheyAreRead() {
    let empty = FileBytes(format: "Parquet", count: 10) { (_, _) throws(AssayError) in 0 }
    #expect(throws: ParquetFault("the file ended while it was read")) {
      try empty.bytes(at: 0, count: 1)
    }
    #expect(throws: ParquetFault.damaged("a part reaches beyond the end of the file")) {
      try empty.bytes(at: 8, count: 3)
    }
    let broken = FileBytes(format: "Parquet", count: 10) { (_, _) throws(AssayError) in
      throw AssayError("the disk failed")
    }
    #expect(throws: ParquetFault("the disk failed", remedy: "Check the disk")) {
      try broken.bytes(at: 0, count: 1)
    }
  }
}
