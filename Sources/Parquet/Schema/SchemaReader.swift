// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Makes a tree of the schema, which stands in the file as a list.
struct SchemaReader {
  private let elements: [ThriftValue]
  private var place = 0
  private var leafCount = 0

  private init(_ elements: [ThriftValue]) {
    self.elements = elements
  }

  /// The columns of the rows.
  static func columns(_ elements: [ThriftValue]) throws(ParquetFault) -> [SchemaNode] {
    guard elements.count <= ParquetLimits.columns else {
      throw ParquetFault(
        "the Parquet file has more than \(ParquetLimits.columns) columns",
        remedy: "Write the columns that are needed")
    }
    var reader = SchemaReader(elements)
    guard let root = elements.first else { throw .damaged("it has no schema") }
    reader.place = 1
    let columns = try reader.children(root, definition: 0, repetition: 0, depth: 0)
    guard reader.leafCount > 0 else {
      throw ParquetFault("the Parquet file has no column", remedy: "Give a file with rows")
    }
    return columns
  }

  private mutating func children(
    _ parent: ThriftValue, definition: Int, repetition: Int, depth: Int
  ) throws(ParquetFault) -> [SchemaNode] {
    guard depth < ParquetLimits.depth else { throw .damaged("its columns are nested too deep") }
    let count = parent[5]?.integer ?? 0
    guard count >= 0, count <= elements.count - place else {
      throw .damaged("its schema is cut short")
    }
    var nodes: [SchemaNode] = []
    for _ in 0..<count {
      nodes.append(try node(definition: definition, repetition: repetition, depth: depth + 1))
    }
    return nodes
  }

  private mutating func node(
    definition: Int, repetition: Int, depth: Int
  ) throws(ParquetFault) -> SchemaNode {
    guard place < elements.count else { throw .damaged("its schema is cut short") }
    let element = elements[place]
    place += 1
    guard let kind = SchemaNode.Repetition(rawValue: element[3]?.integer ?? 0) else {
      throw .damaged("a column is repeated in an unknown way")
    }
    var node = SchemaNode(
      name: element[4]?.text ?? "", repetition: kind, logical: LogicalType(element),
      definition: definition + (kind == .required ? 0 : 1),
      repetitionLevel: repetition + (kind == .repeated ? 1 : 0))
    let first = leafCount
    if element[5]?.integer ?? 0 > 0 {
      node.children = try children(
        element, definition: node.definition, repetition: node.repetitionLevel, depth: depth)
    } else if element[1] != nil {
      node.leaf = try leaf(element, name: node.name)
    } else {
      throw .unsupported("the struct '\(node.name)' without a field")
    }
    node.leaves = first..<leafCount
    return node
  }

  private mutating func leaf(
    _ element: ThriftValue, name: String
  ) throws(ParquetFault) -> SchemaNode.Leaf {
    guard let type = PhysicalType(rawValue: element[1]?.integer ?? -1) else {
      throw .damaged("the column '\(name)' has an unknown type")
    }
    let width = type.width ?? element[2]?.integer ?? 0
    guard width >= 0, width <= ParquetLimits.pageBytes, type != .fixedByteArray || width > 0 else {
      throw .damaged("the column '\(name)' has values of \(width) bytes")
    }
    if case .decimal(let scale) = LogicalType(element), !(0...1000).contains(scale) {
      throw .damaged("the column '\(name)' has \(scale) places behind the point")
    }
    defer { leafCount += 1 }
    return SchemaNode.Leaf(type: type, width: width, index: leafCount)
  }
}
