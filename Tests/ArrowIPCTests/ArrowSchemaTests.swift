// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ArrowIPC

/// The description of the columns, and messages around it.
@Suite struct ArrowSchemaTests {
  typealias Fields = ArrowParts.Fields

  private static let null = ArrowParts.field("a", ArrowParts.Kind.null)
  private static let schema = ArrowParts.schema(null)
  private static let end: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]

  private static func batch(_ rows: Int) -> [UInt8] {
    ArrowParts.batch(rows, [(Int64(rows), 0)], buffers: [])
  }

  @Test func rowsOfSeveralBatchesFollowOneAnother() throws {
    let rows = try ArrowParts.rows(
      Self.schema, Self.batch(2), Self.batch(0), Self.batch(1), Self.end)
    #expect(rows == [#"{"a":null}"#, #"{"a":null}"#, #"{"a":null}"#])
  }

  @Test func nothingBehindTheEndIsRead() throws {
    let bytes = Self.schema + Self.batch(1) + Self.end + Self.batch(1)
    let reader = try ArrowRows(file: "a", byteCount: bytes.count, rowLimit: 99) { buffer, place in
      buffer.copyBytes(from: bytes[place...].prefix(buffer.count))
      return min(buffer.count, bytes.count - place)
    }
    var row: [UInt8] = []
    #expect(try reader.write(to: &row))
    // Asked again, it says the same.
    for _ in 0..<3 { #expect(try !reader.write(to: &row)) }
    #expect(row == Array(#"{"a":null}"#.utf8))
  }

  @Test func columnsAreNeeded() {
    #expect(ArrowParts.fault(ArrowParts.schema()) == "the Arrow file has no column")
    #expect(ArrowParts.fault(ArrowParts.schema([0: .text("a")])) == "a column has no type")
    #expect(
      ArrowParts.fault(ArrowParts.message(1, [0: .number(Int16(1))]))
        == "the Arrow file uses numbers with the greatest byte first, which cannot be read")
  }

  @Test func partsOfPartsHaveAnEnd() {
    func nested(_ levels: Int) -> [UInt8] {
      ArrowParts.schema(
        (1..<levels).reduce(Self.null) { inner, _ in
          ArrowParts.field("l", ArrowParts.Kind.list, children: [inner])
        })
    }
    #expect(ArrowParts.fault(nested(63)) == nil)
    #expect(ArrowParts.fault(nested(64)) == "its columns are nested too deep")
  }

  @Test func columnsHaveALimit() {
    func many(_ count: Int) -> [UInt8] {
      ArrowParts.message(1, [1: .tables(Array(repeating: Self.null, count: count))])
    }
    #expect(ArrowParts.fault(many(ArrowLimits.columns)) == nil)
    #expect(
      ArrowParts.fault(many(ArrowLimits.columns + 1))
        == "the Arrow file has more than 16384 columns")
  }

  @Test func messagesStandInTheirOrder() {
    #expect(ArrowParts.fault(Self.batch(1)) == "it does not start with its columns")
    #expect(ArrowParts.fault([]) == "it does not start with its columns")
    #expect(ArrowParts.fault(Self.schema, Self.schema) == "it describes its columns twice")
    for kind in [4, 5] as [UInt8] {
      #expect(
        ArrowParts.fault(Self.schema, ArrowParts.message(kind, [:]))
          == "the Arrow file uses tensors, which cannot be read")
    }
    for kind in [0, 6] as [UInt8] {
      #expect(
        ArrowParts.fault(Self.schema, ArrowParts.message(kind, [:]))
          == "it has a message of the unknown kind \(kind)")
    }
  }

  @Test func oldFormsAreNamed() {
    let header: Fields = [1: .tables([Self.null])]
    #expect(ArrowParts.fault(ArrowParts.message(1, header, version: 3)) == nil)
    #expect(
      ArrowParts.fault(ArrowParts.message(1, header, version: 2))
        == "the Arrow file uses the form of Arrow before 0.8, which cannot be read")
    let union: Fields = [1: .tables([ArrowParts.field("u", ArrowParts.Kind.union)])]
    #expect(ArrowParts.fault(ArrowParts.message(1, union, version: 4)) == nil)
    #expect(
      ArrowParts.fault(ArrowParts.message(1, union, version: 3))
        == "the Arrow file uses unions of Arrow before 1.0, which cannot be read")
    #expect(
      ArrowParts.fault([8, 0, 0, 0, 0, 0, 0, 0])
        == "the Arrow file uses the form of Arrow before 0.15, or it is damaged, which cannot be read"
    )
  }

  @Test func sizesOfMessagesAreChecked() {
    let header: Fields = [1: .tables([Self.null])]
    #expect(
      ArrowParts.fault(ArrowParts.message(1, header, bodyCount: -1)) == "a message has -1 bytes")
    let cut = "the Arrow file is cut short: it ends within a message"
    #expect(ArrowParts.fault(ArrowParts.message(1, header, bodyCount: 1)) == cut)
    #expect(ArrowParts.fault(ArrowParts.message(1, header, bodyCount: .max)) == cut)
    #expect(ArrowParts.fault(Self.schema, [0xFF]) == cut)
    #expect(
      ArrowParts.fault([0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 4]) == "a description has 67108865 bytes")
    #expect(ArrowParts.fault([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 4]) == cut)
  }

  /// Between two messages a stream may end; anywhere else the end is told.
  @Test func streamsCutAtEachByte() {
    let bytes = Self.schema + Self.batch(1) + Self.batch(2)
    let whole = [Self.schema.count, Self.schema.count + Self.batch(1).count]
    for count in 0..<bytes.count {
      let fault = ArrowParts.fault(Array(bytes[..<count]))
      #expect((fault == nil) == whole.contains(count), "\(count) bytes: \(fault ?? "none")")
    }
  }
}
