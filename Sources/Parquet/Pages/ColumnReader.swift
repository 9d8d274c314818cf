// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Goes through the values of a column in a group of rows, a page at a time.
final class ColumnReader {
  private let chunk: ColumnChunk
  private let node: SchemaNode
  private let leaf: SchemaNode.Leaf
  private let source: FileBytes
  private let writer: ValueWriter
  private var place: Int
  private var remaining: Int
  private var dictionary: RawValues?
  private var page: DataPage?
  /// The levels of the value under way; nil at the end.
  private(set) var levels: (repetition: Int, definition: Int)?

  init(
    _ chunk: ColumnChunk, node: SchemaNode, leaf: SchemaNode.Leaf, source: FileBytes,
    encoded: EncodedColumns
  ) throws(ParquetFault) {
    self.chunk = chunk
    self.node = node
    self.leaf = leaf
    self.source = source
    writer = ValueWriter(
      column: node.name, type: leaf.type, logical: node.logical, encoded: encoded)
    place = chunk.start
    remaining = chunk.valueCount
    try advance()
  }

  /// Goes on to the next value.
  func advance() throws(ParquetFault) {
    guard remaining > 0 else {
      levels = nil
      return
    }
    while page.map({ $0.remaining == 0 }) ?? true { try readPage() }
    remaining -= 1
    levels = try page?.nextLevels()
  }

  /// Writes the value under way, which is there, and goes on.
  func write(to out: inout [UInt8]) throws(ParquetFault) {
    guard levels?.definition == node.definition else {
      throw .damaged("the column '\(node.name)' has too few values")
    }
    try page?.write(writer, dictionary: dictionary, to: &out)
    try advance()
  }

  private func readPage() throws(ParquetFault) {
    guard place < chunk.end else { throw .damaged("the column '\(node.name)' has too few pages") }
    let header = try readHeader()
    guard header.packedSize <= chunk.end - place else {
      throw .damaged("a page reaches beyond the end of its column")
    }
    let body = try source.bytes(at: place, count: header.packedSize)
    place += header.packedSize
    switch header.kind {
    case .index: break
    case .dictionary:
      dictionary = try PageLayout.dictionary(header, body: body, leaf: leaf, codec: chunk.codec)
    case .data, .newerData:
      page = try DataPage(header, body: body, node: node, leaf: leaf, codec: chunk.codec)
    }
  }

  /// Reads a header, whose length nothing says: more and more is read until it ends.
  private func readHeader() throws(ParquetFault) -> PageHeader {
    var size = 1 << 9
    while true {
      let count = min(size, chunk.end - place)
      var reader = ThriftReader(try source.bytes(at: place, count: count))
      do throws(ParquetFault) {
        let header = try PageHeader(try reader.fields())
        place += reader.place
        return header
      } catch {
        guard count == size, size < ParquetLimits.pageHeaderBytes else { throw error }
        size *= 8
      }
    }
  }
}
