// SPDX-License-Identifier: Apache-2.0

import Codecs

/// The levels and the values of a page.
struct DataPage {
  private(set) var remaining: Int
  private var repetitions: RunReader?
  private var definitions: RunReader?
  private var values: PageValues
  private var place = 0
  private let node: SchemaNode

  /// - Parameter body: the page as it stands in the file.
  init(
    _ header: PageHeader, body: [UInt8], node: SchemaNode, leaf: SchemaNode.Leaf, codec: BlockCodec
  ) throws(ParquetFault) {
    self.node = node
    let count = try header.valueCount()
    remaining = count
    let layout =
      header.kind == .data
      ? try PageLayout(header, body: body, node: node, codec: codec)
      : try PageLayout(newer: header, body: body, node: node, codec: codec)
    repetitions = layout.repetitions
    definitions = layout.definitions
    values = try PageValues(
      layout.bytes, from: layout.valuesStart,
      count: try Self.valuesThere(count, layout.definitions, of: node), encoding: layout.encoding,
      leaf: leaf)
  }

  /// The values that are not null.
  private static func valuesThere(
    _ count: Int, _ definitions: RunReader?, of node: SchemaNode
  ) throws(ParquetFault) -> Int {
    guard var levels = definitions else { return count }
    var there = 0
    for _ in 0..<count {
      let level = try levels.next()
      if level == node.definition { there += 1 }
    }
    return there
  }

  /// The levels of the next value; only call it where there is one.
  mutating func nextLevels() throws(ParquetFault) -> (repetition: Int, definition: Int) {
    remaining -= 1
    let repetition = try repetitions?.next() ?? 0
    let definition = try definitions?.next() ?? UInt32(node.definition)
    return (Int(repetition), Int(definition))
  }

  /// Writes the next value that is not null.
  mutating func write(
    _ writer: ValueWriter, dictionary: RawValues?, to out: inout [UInt8]
  ) throws(ParquetFault) {
    defer { place += 1 }
    switch values {
    case .values(let values): try writer.write(values, at: place, to: &out)
    case .places(var reader):
      let entry = Int(try reader.next())
      values = .places(reader)
      guard let dictionary else { throw .damaged("a page has no dictionary") }
      try writer.write(dictionary, at: entry, to: &out)
    case .truths(var reader):
      out += (try reader.next() == 1 ? "true" : "false").utf8
      values = .truths(reader)
    }
  }
}
