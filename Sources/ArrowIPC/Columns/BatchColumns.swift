// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Makes columns of the buffers of a batch, which stand there in the order of the schema.
struct BatchColumns {
  private let layout: BatchLayout
  /// The parts of each dictionary that were read before.
  private let dictionaries: [Int64: [ArrowColumn]]
  private var node = 0
  private var buffer = 0
  private var view = 0

  init(_ layout: BatchLayout, dictionaries: [Int64: [ArrowColumn]]) {
    self.layout = layout
    self.dictionaries = dictionaries
  }

  /// The columns of all rows of the batch.
  static func columns(
    _ fields: [ArrowField], _ layout: BatchLayout, dictionaries: [Int64: [ArrowColumn]]
  ) throws(ArrowFault) -> [ArrowColumn] {
    var builder = BatchColumns(layout, dictionaries: dictionaries)
    var columns: [ArrowColumn] = []
    for field in fields {
      let column = try builder.column(field)
      guard column.count == layout.rowCount else {
        throw .damaged(
          "the column '\(field.name)' has \(column.count) values for \(layout.rowCount) rows")
      }
      columns.append(column)
    }
    return columns
  }

  private mutating func column(_ field: ArrowField) throws(ArrowFault) -> ArrowColumn {
    let (count, nulls) = try nextCount(field)
    var validity: ArrowBuffer?
    if Self.hasValidity(field) {
      let bits = try nextBuffer()
      // Where nothing is null, the buffer may be left empty.
      if nulls > 0 { validity = bits }
    }
    var buffers: [ArrowBuffer] = []
    for _ in 0..<(try bufferCount(field)) { buffers.append(try nextBuffer()) }
    var children: [ArrowColumn] = []
    if field.dictionary == nil {
      for child in field.children { children.append(try column(child)) }
    }
    let dictionary = field.dictionary.map { dictionaries[$0.id] ?? [] } ?? []
    let column = ArrowColumn(
      field, count: count, validity: validity, buffers: buffers, children: children,
      dictionary: dictionary)
    // Dictionaries of dictionaries could go on without end.
    guard column.depth <= 2 * ArrowLimits.depth else {
      throw .damaged("its dictionaries are nested too deep")
    }
    return column
  }

  private mutating func nextCount(
    _ field: ArrowField
  ) throws(ArrowFault) -> (values: Int, nulls: Int) {
    guard node < layout.counts.count else { throw .damaged("a batch has too few columns") }
    defer { node += 1 }
    let counts = layout.counts[node]
    let limit = field.isRoomless ? ArrowLimits.roomlessValues : ArrowLimits.values
    guard counts.values >= 0, counts.values <= limit, counts.nulls >= 0 else {
      throw .damaged("the column '\(field.name)' has \(counts.values) values in a batch")
    }
    return counts
  }

  private mutating func nextBuffer() throws(ArrowFault) -> ArrowBuffer {
    defer { buffer += 1 }
    return try layout.buffer(buffer)
  }

  private static func hasValidity(_ field: ArrowField) -> Bool {
    guard field.dictionary == nil else { return true }
    return switch field.type {
    case .null, .union, .runs: false
    default: true
    }
  }

  /// The buffers behind that which says what is null.
  private mutating func bufferCount(_ field: ArrowField) throws(ArrowFault) -> Int {
    guard field.dictionary == nil else { return 1 }
    switch field.type {
    case .null, .structure, .fixedList, .runs: return 0
    case .bytes(.view, _):
      guard view < layout.viewBuffers.count else {
        throw .damaged("a batch does not say how many buffers its views have")
      }
      defer { view += 1 }
      let count = layout.viewBuffers[view]
      guard count >= 0, count <= layout.bufferCount else {
        throw .damaged("a column of views has \(count) buffers")
      }
      return 1 + count
    case .bytes, .list(.view, _): return 2
    case .union(let isDense, _): return isDense ? 2 : 1
    default: return 1
    }
  }
}
