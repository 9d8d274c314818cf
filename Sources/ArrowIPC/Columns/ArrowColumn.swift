// SPDX-License-Identifier: Apache-2.0

import Columnar

/// The values of a column in a batch, or of a part of one.
final class ArrowColumn {
  let field: ArrowField
  let count: Int
  /// Which values are there; nil where all are.
  private let validity: ArrowBuffer?
  /// The buffers behind that, in the order of the format.
  let buffers: [ArrowBuffer]
  let children: [ArrowColumn]
  /// The parts of the dictionary that the values stand in.
  let dictionary: [ArrowColumn]
  /// How many columns stand one in another, dictionaries included.
  let depth: Int

  init(
    _ field: ArrowField, count: Int, validity: ArrowBuffer?, buffers: [ArrowBuffer],
    children: [ArrowColumn], dictionary: [ArrowColumn]
  ) {
    self.field = field
    self.count = count
    self.validity = validity
    self.buffers = buffers
    self.children = children
    self.dictionary = dictionary
    depth = 1 + ((children + dictionary).map(\.depth).max() ?? 0)
  }

  func isNull(_ index: Int) throws(ArrowFault) -> Bool {
    guard let validity else { return false }
    return try !validity.bit(index)
  }

  /// Where an element of the dictionary stands: in which part, and where in that.
  func entry(_ index: Int) throws(ArrowFault) -> (column: ArrowColumn, index: Int) {
    guard case .integer(let bits, let isSigned)? = field.dictionary?.places else {
      throw .damaged("the column '\(field.name)' has no dictionary")
    }
    var place = Int(try buffers[0].integer(index, bits: bits, isSigned: isSigned))
    for part in dictionary where place >= 0 {
      if place < part.count { return (part, place) }
      place -= part.count
    }
    throw .damaged("the column '\(field.name)' points to what its dictionary does not have")
  }

  /// Where the elements of a list stand among all.
  func elements(_ index: Int) throws(ArrowFault) -> Range<Int> {
    let (start, end): (Int, Int)
    switch field.type {
    case .fixedList(let count):
      (start, end) = (index * count, (index + 1) * count)
    case .list(.view, let isLarge):
      start = try place(index, isLarge: isLarge, in: buffers[0])
      let count = try place(index, isLarge: isLarge, in: buffers[1])
      guard count >= 0, start >= 0, count <= Int.max - start else { throw wrongElements }
      end = start + count
    case .list(_, let isLarge):
      (start, end) = try places(index, isLarge: isLarge)
    default: (start, end) = try places(index, isLarge: false)
    }
    guard start >= 0, start <= end, end <= children[0].count else { throw wrongElements }
    return start..<end
  }

  private var wrongElements: ArrowFault {
    .damaged("the column '\(field.name)' has lists of elements that are not there")
  }

  /// Where a value starts and ends in what is behind the buffer of places.
  private func places(_ index: Int, isLarge: Bool) throws(ArrowFault) -> (Int, Int) {
    let start = try place(index, isLarge: isLarge, in: buffers[0])
    return (start, try place(index + 1, isLarge: isLarge, in: buffers[0]))
  }

  private func place(
    _ index: Int, isLarge: Bool, in buffer: ArrowBuffer
  ) throws(ArrowFault) -> Int {
    Int(try buffer.integer(index, bits: isLarge ? 64 : 32, isSigned: true))
  }

  /// The bytes of a text or of other bytes.
  func bytes(_ index: Int, _ reach: ArrowType.Reach) throws(ArrowFault) -> ArraySlice<UInt8> {
    guard reach != .view else { return try viewed(index) }
    let (start, end) = try places(index, isLarge: reach == .large)
    guard start >= 0, start <= end else {
      throw .damaged("the column '\(field.name)' has a value that ends before it starts")
    }
    return try buffers[1].bytes(at: start, count: end - start)
  }

  /// A view has 16 bytes: the length, and the value where 12 are enough for it, else its first bytes, its
  /// buffer and its place there.
  private func viewed(_ index: Int) throws(ArrowFault) -> ArraySlice<UInt8> {
    let count = Int(try buffers[0].integer(4 * index, Int32.self))
    if count <= 12 { return try buffers[0].bytes(at: 16 * index + 4, count: count) }
    let number = Int(try buffers[0].integer(4 * index + 2, Int32.self))
    let start = Int(try buffers[0].integer(4 * index + 3, Int32.self))
    guard number >= 0, number < buffers.count - 1 else {
      throw .damaged("the column '\(field.name)' has a value in a buffer that is not there")
    }
    return try buffers[number + 1].bytes(at: start, count: count)
  }

  /// Which value of a union holds a row: of which child, and where in that.
  func member(_ index: Int, isDense: Bool, ids: [Int]) throws(ArrowFault) -> (ArrowColumn, Int) {
    let id = Int(try buffers[0].integer(index, Int8.self))
    guard let child = ids.firstIndex(of: id) else {
      throw .damaged("the column '\(field.name)' has a value of a type that is not there")
    }
    return (children[child], isDense ? Int(try buffers[1].integer(index, Int32.self)) : index)
  }

  /// Which run holds a row: the first that ends behind it.
  func run(_ index: Int) throws(ArrowFault) -> Int {
    guard case .integer(let bits, let isSigned) = children[0].field.type else {
      throw .damaged("the column '\(field.name)' has runs without ends")
    }
    var (low, high) = (0, children[0].count)
    while low < high {
      let middle = (low + high) / 2
      let end = try children[0].buffers[0].integer(middle, bits: bits, isSigned: isSigned)
      if end > Int64(index) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
