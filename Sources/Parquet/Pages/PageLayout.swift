// SPDX-License-Identifier: Apache-2.0

import Codecs
import Columnar

/// Where the parts of a page stand, unpacked.
struct PageLayout {
  let bytes: [UInt8]
  let valuesStart: Int
  let encoding: PageEncoding
  private(set) var repetitions: RunReader?
  private(set) var definitions: RunReader?

  /// A page of the first version: all of it is packed, and each part of the levels has its length before it.
  init(
    _ header: PageHeader, body: [UInt8], node: SchemaNode, codec: BlockCodec
  ) throws(ParquetFault) {
    bytes = try Self.unpacked(body[...], header.size, codec: codec)
    encoding = try header.encoding(2)
    var cursor = ByteCursor(bytes)
    repetitions = try Self.levels(&cursor, most: node.repetitionLevel)
    definitions = try Self.levels(&cursor, most: node.definition)
    valuesStart = cursor.place
  }

  /// A page of the second version: the levels stand unpacked before the values, with their lengths in
  /// the header.
  init(
    newer header: PageHeader, body: [UInt8], node: SchemaNode, codec: BlockCodec
  ) throws(ParquetFault) {
    let definitionBytes = try header.details[5].needed("size of the levels")
    let repetitionBytes = try header.details[6].needed("size of the levels")
    var cursor = ByteCursor(body)
    let first = try cursor.take(repetitionBytes)
    let second = try cursor.take(definitionBytes)
    let isPacked = header.details[7]?.bool ?? true
    let levelBytes = repetitionBytes + definitionBytes
    guard header.size >= levelBytes else { throw .damaged("a page is too short") }
    let rest = body[cursor.place...]
    let values = try Self.unpacked(rest, header.size - levelBytes, codec: isPacked ? codec : .none)
    bytes = Array(body[..<cursor.place]) + values
    encoding = try header.encoding(4)
    if node.repetitionLevel > 0 {
      repetitions = try Self.runs(bytes, first, most: node.repetitionLevel)
    }
    if node.definition > 0 { definitions = try Self.runs(bytes, second, most: node.definition) }
    valuesStart = levelBytes
  }

  private static func unpacked(
    _ bytes: ArraySlice<UInt8>, _ count: Int, codec: BlockCodec
  ) throws(ParquetFault) -> [UInt8] {
    // A page without a value has nothing to unpack, not even for codecs that always write a header.
    if bytes.isEmpty, count == 0 { return [] }
    do throws(UnpackFault) {
      return try codec.unpack(bytes, count: count)
    } catch {
      throw ParquetFault(error)
    }
  }

  /// Levels with their length before them; nil where all are the same.
  private static func levels(
    _ cursor: inout ByteCursor, most: Int
  ) throws(ParquetFault) -> RunReader? {
    guard most > 0 else { return nil }
    let count = Int(try cursor.fixed(UInt32.self))
    return try runs(cursor.bytes, try cursor.take(count), most: most)
  }

  private static func runs(
    _ bytes: [UInt8], _ range: Range<Int>, most: Int
  ) throws(ParquetFault) -> RunReader {
    try RunReader(bytes, from: range.lowerBound, bits: Int.bitWidth - most.leadingZeroBitCount)
  }

  /// The values of a dictionary.
  static func dictionary(
    _ header: PageHeader, body: [UInt8], leaf: SchemaNode.Leaf, codec: BlockCodec
  ) throws(ParquetFault) -> RawValues {
    let bytes = try unpacked(body[...], header.size, codec: codec)
    let count = try header.valueCount()
    guard count <= ParquetLimits.pageValues else { throw .damaged("a dictionary is too large") }
    return try PlainReader(leaf: leaf).values(bytes, from: 0, count: count)
  }
}
