// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import ArrowIPC

/// Batches whose sizes, places and packing are right or wrong.
@Suite struct ArrowBatchTests {
  typealias Fields = ArrowParts.Fields

  private static let number = ArrowParts.field(
    "a", ArrowParts.Kind.integer, facts: ArrowParts.int8)
  private static let schema = ArrowParts.schema(number)

  private func fault(
    _ rows: Int, _ counts: [(Int64, Int64)], buffers: [[UInt8]], more: Fields = [:]
  ) -> String? {
    ArrowParts.fault(
      Self.schema, ArrowParts.batch(rows, counts, buffers: buffers, more: more))
  }

  @Test func nullsStandInBits() throws {
    let rows = try ArrowParts.rows(
      Self.schema, ArrowParts.batch(9, [(9, 8)], buffers: [[0b0000_0100, 1], Array(0..<9)]))
    #expect(rows.map { $0 == #"{"a":null}"# } == (0..<9).map { $0 != 2 && $0 != 8 })
    #expect(rows[2] == #"{"a":2}"# && rows[8] == #"{"a":8}"#)
  }

  @Test func whereNothingIsNullTheBitsDoNotCount() throws {
    let rows = try ArrowParts.rows(
      Self.schema, ArrowParts.batch(2, [(2, 0)], buffers: [[0], [7, 8]]))
    #expect(rows == [#"{"a":7}"#, #"{"a":8}"#])
    #expect(fault(2, [(2, 1)], buffers: [[], [7, 8]]) == "a buffer is too short for its values")
    #expect(fault(9, [(9, 1)], buffers: [[1], Array(0..<9)]) != nil)
  }

  @Test func columnsHaveAValueForEachRow() {
    #expect(fault(2, [(1, 0)], buffers: [[], [1]]) == "the column 'a' has 1 values for 2 rows")
    #expect(fault(1, [(2, 0)], buffers: [[], [1, 2]]) == "the column 'a' has 2 values for 1 rows")
    #expect(fault(-1, [(0, 0)], buffers: [[], []]) == "a batch has -1 rows")
    #expect(
      fault(ArrowLimits.values + 1, [(0, 0)], buffers: [[], []])
        == "a batch has 2147483649 rows")
    #expect(fault(1, [(-1, 0)], buffers: [[], []]) == "the column 'a' has -1 values in a batch")
    #expect(fault(1, [], buffers: [[], []]) == "a batch has too few columns")
    #expect(fault(1, [(1, 0)], buffers: [[]]) == "a batch has too few buffers")
    #expect(fault(2, [(2, 0)], buffers: [[], [1]]) == "a buffer is too short for its values")
  }

  /// A few bytes may not stand for rows without end.
  @Test func valuesThatTakeNoRoomHaveALimit() {
    let limit = ArrowLimits.roomlessValues
    let integer = ArrowParts.field("b", ArrowParts.Kind.integer, facts: ArrowParts.int8)
    let roomless: [(Fields, parts: Int, buffers: Int)] = [
      (ArrowParts.field("a", ArrowParts.Kind.null), 0, 0),
      (ArrowParts.field("a", ArrowParts.Kind.structure), 0, 1),
      (ArrowParts.field("a", 15), 0, 2),
      (ArrowParts.field("a", ArrowParts.Kind.fixedList, children: [integer]), 1, 3),
    ]
    for (field, parts, buffers) in roomless {
      func fault(_ rows: Int) -> String? {
        let counts = [(Int64(rows), Int64(0))] + Array(repeating: (0, 0), count: parts)
        let batch = ArrowParts.batch(
          rows, counts, buffers: Array(repeating: [], count: buffers))
        return ArrowParts.fault(ArrowParts.schema(field), batch)
      }
      #expect(fault(limit) == nil)
      #expect(fault(limit + 1) == "the column 'a' has 16777217 values in a batch")
    }
  }

  @Test(
    arguments: [(-1, 1), (0, -1), (0, 3), (3, 0), (1, 2), (.max, 1), (1, .max)] as [(Int64, Int64)])
  func buffersStandInTheirBatch(_ start: Int64, _ count: Int64) {
    let places: FlatValue = .list(
      count: 2, [UInt8](repeating: 0, count: 16) + littleEndian(start) + littleEndian(count))
    #expect(
      fault(1, [(1, 0)], buffers: [[], [1, 2]], more: [2: places])
        == "a buffer reaches beyond its batch")
  }

  private func packed(_ codec: UInt8, method: UInt8 = 0) -> Fields {
    [3: .table([0: .number(codec), 1: .number(method)])]
  }

  @Test func packedBuffersSayTheirSize() throws {
    let open = littleEndian(Int64(-1)) + [7]
    for codec in [0, 1] as [UInt8] {
      let rows = try ArrowParts.rows(
        Self.schema,
        ArrowParts.batch(1, [(1, 0)], buffers: [[], open], more: packed(codec)))
      #expect(rows == [#"{"a":7}"#])
    }
    func fault(_ buffer: [UInt8]) -> String? {
      self.fault(1, [(1, 0)], buffers: [[], buffer], more: packed(1))
    }
    #expect(fault([1, 2, 3]) == "a buffer is too short for its values")
    #expect(fault(littleEndian(Int64(-2))) == "a buffer has -2 bytes when it is unpacked")
    let limit = Int64(ArrowLimits.bufferBytes)
    #expect(fault(littleEndian(limit + 1)) == "a buffer has 1073741825 bytes when it is unpacked")
    #expect(fault(littleEndian(Int64(1)) + [9, 9, 9]) != nil)
  }

  @Test func codecsThatAreNotKnownAreNamed() {
    #expect(
      fault(1, [(1, 0)], buffers: [[], [1]], more: packed(2))
        == "the Arrow file uses the codec of number 2 in the way of number 0, which cannot be read")
    #expect(
      fault(1, [(1, 0)], buffers: [[], [1]], more: packed(1, method: 1))
        == "the Arrow file uses the codec of number 1 in the way of number 1, which cannot be read")
  }

  @Test func theRowOfAFaultIsNamed() {
    let bytes = Array(
      [Self.schema, ArrowParts.batch(3, [(3, 0)], buffers: [[], [1, 2]])].joined())
    let error = #expect(throws: AssayError.self) { try ArrowParts.rows(bytes) }
    #expect(error?.location?.row == 2)
  }
}
