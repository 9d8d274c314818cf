// SPDX-License-Identifier: Apache-2.0

import Columnar
import JSON

/// Puts rows together again from their columns, by the levels of each value (as Dremel does), and writes
/// them as JSON.
struct RowWriter {
  private let columns: [SchemaNode]
  private let readers: [ColumnReader]

  init(_ columns: [SchemaNode], _ readers: [ColumnReader]) {
    self.columns = columns
    self.readers = readers
  }

  /// Writes the next row as an object.
  func write(to out: inout [UInt8]) throws(ParquetFault) {
    try writeFields(columns, to: &out)
    for reader in readers {
      guard reader.levels?.repetition ?? 0 == 0 else {
        throw .damaged("the columns have different numbers of values")
      }
    }
  }

  private func writeFields(_ nodes: [SchemaNode], to out: inout [UInt8]) throws(ParquetFault) {
    out.append(UInt8(ascii: "{"))
    for (index, node) in nodes.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONValue.writeString(node.name.utf8, to: &out)
      out.append(UInt8(ascii: ":"))
      try write(node, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  private func definition(_ node: SchemaNode) throws(ParquetFault) -> Int {
    guard let levels = readers[node.leaves.lowerBound].levels else {
      throw .damaged("the column '\(node.name)' has too few values")
    }
    return levels.definition
  }

  private func write(_ node: SchemaNode, to out: inout [UInt8]) throws(ParquetFault) {
    let isThere = try definition(node) >= node.definition
    switch node.repetition {
    case .required: try writeContent(node, to: &out)
    case .optional where isThere: try writeContent(node, to: &out)
    case .optional:
      try skip(node)
      out += "null".utf8
    // A list of the oldest kind has no group of its own around it.
    case .repeated:
      try writeElements(of: node, to: &out) { node, out throws(ParquetFault) in
        try writeContent(node, to: &out)
      }
    }
  }

  private func writeContent(_ node: SchemaNode, to out: inout [UInt8]) throws(ParquetFault) {
    if let leaf = node.leaf { return try readers[leaf.index].write(to: &out) }
    guard let child = node.children.first, node.children.count == 1, child.repetition == .repeated
    else { return try writeFields(node.children, to: &out) }
    switch node.logical {
    case .list:
      try writeElements(of: child, to: &out) { child, out throws(ParquetFault) in
        try writeElement(child, in: node, to: &out)
      }
    case .map where child.children.count == 2: try writeMap(child, to: &out)
    default: try writeFields(node.children, to: &out)
    }
  }

  /// Elements may stand in a group that has only them, or be that group.
  private func writeElement(
    _ child: SchemaNode, in list: SchemaNode, to out: inout [UInt8]
  ) throws(ParquetFault) {
    let isElement = child.name == "array" || child.name == list.name + "_tuple"
    if let only = child.children.first, child.children.count == 1, !isElement {
      try write(only, to: &out)
    } else {
      try writeContent(child, to: &out)
    }
  }

  private func writeElements(
    of node: SchemaNode, to out: inout [UInt8],
    element: (SchemaNode, inout [UInt8]) throws(ParquetFault) -> Void
  ) throws(ParquetFault) {
    out.append(UInt8(ascii: "["))
    try eachElement(of: node, to: &out, element: element)
    out.append(UInt8(ascii: "]"))
  }

  private func eachElement(
    of node: SchemaNode, to out: inout [UInt8],
    element: (SchemaNode, inout [UInt8]) throws(ParquetFault) -> Void
  ) throws(ParquetFault) {
    guard try definition(node) >= node.definition else { return try skip(node) }
    var isFirst = true
    repeat {
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      try element(node, &out)
    } while readers[node.leaves.lowerBound].levels?.repetition == node.repetitionLevel
  }

  /// A map as an object: keys that are no texts become the text that JSON has for them.
  private func writeMap(_ entries: SchemaNode, to out: inout [UInt8]) throws(ParquetFault) {
    out.append(UInt8(ascii: "{"))
    try eachElement(of: entries, to: &out) { entries, out throws(ParquetFault) in
      var key: [UInt8] = []
      try write(entries.children[0], to: &key)
      ColumnarText.write(key: key, to: &out)
      out.append(UInt8(ascii: ":"))
      try write(entries.children[1], to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Passes over the place of what is not there.
  private func skip(_ node: SchemaNode) throws(ParquetFault) {
    for index in node.leaves { try readers[index].advance() }
  }
}
