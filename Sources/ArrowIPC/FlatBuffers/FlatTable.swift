// SPDX-License-Identifier: Apache-2.0

import Columnar

/// A table of FlatBuffers, the form of Arrow's descriptions. Each step checks that it stays in the bytes.
/// Source: "FlatBuffer Internals", flatbuffers.dev; the tables are those of Arrow's format/*.fbs.
struct FlatTable {
  private let bytes: [UInt8]
  private let place: Int
  /// Where the places of the fields stand, and how many bytes they take.
  private let index: Int
  private let indexBytes: Int

  /// The table that a description starts with.
  init(root bytes: [UInt8]) throws(ArrowFault) {
    try self.init(bytes, at: Int(try Self.load(bytes, at: 0, as: UInt32.self)))
  }

  private init(_ bytes: [UInt8], at place: Int) throws(ArrowFault) {
    self.bytes = bytes
    self.place = place
    index = place - Int(try Self.load(bytes, at: place, as: Int32.self))
    indexBytes = Int(try Self.load(bytes, at: index, as: UInt16.self))
    guard indexBytes >= 4, indexBytes <= bytes.count - index else { throw Self.broken }
  }

  private static let broken = ArrowFault.damaged("its description points to what is not there")

  private static func load<Value: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: [UInt8], at place: Int, as type: Value.Type
  ) throws(ArrowFault) -> Value {
    guard place >= 0, place <= bytes.count - MemoryLayout<Value>.size else { throw broken }
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Value.self))
    }
  }

  /// Where a field stands; nil where the table leaves it out.
  private func field(_ number: Int) throws(ArrowFault) -> Int? {
    let entry = 4 + 2 * number
    guard entry + 2 <= indexBytes else { return nil }
    let offset = Int(try Self.load(bytes, at: index + entry, as: UInt16.self))
    return offset == 0 ? nil : place + offset
  }

  /// Where what a field points to stands.
  private func target(_ number: Int) throws(ArrowFault) -> Int? {
    guard let field = try field(number) else { return nil }
    return field + Int(try Self.load(bytes, at: field, as: UInt32.self))
  }

  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ number: Int, _ type: Value.Type, orElse missing: Value = 0
  ) throws(ArrowFault) -> Value {
    guard let field = try field(number) else { return missing }
    return try Self.load(bytes, at: field, as: type)
  }

  func flag(_ number: Int) throws(ArrowFault) -> Bool {
    try integer(number, UInt8.self) != 0
  }

  func table(_ number: Int) throws(ArrowFault) -> FlatTable? {
    guard let target = try target(number) else { return nil }
    return try FlatTable(bytes, at: target)
  }

  func text(_ number: Int) throws(ArrowFault) -> String? {
    guard let target = try target(number) else { return nil }
    let count = Int(try Self.load(bytes, at: target, as: UInt32.self))
    guard count <= bytes.count - target - 4 else { throw Self.broken }
    return String(decoding: bytes[(target + 4)..<(target + 4 + count)], as: UTF8.self)
  }

  func tables(_ number: Int) throws(ArrowFault) -> [FlatTable] {
    var tables: [FlatTable] = []
    for place in try elements(number, size: 4) {
      let target = place + Int(try Self.load(bytes, at: place, as: UInt32.self))
      tables.append(try FlatTable(bytes, at: target))
    }
    return tables
  }

  func integers<Value: FixedWidthInteger & BitwiseCopyable>(
    _ number: Int, _ type: Value.Type
  ) throws(ArrowFault) -> [Value] {
    var values: [Value] = []
    for place in try elements(number, size: MemoryLayout<Value>.size) {
      values.append(try Self.load(bytes, at: place, as: type))
    }
    return values
  }

  /// A list of structs of two numbers.
  func pairs(_ number: Int) throws(ArrowFault) -> [(Int64, Int64)] {
    var values: [(Int64, Int64)] = []
    for place in try elements(number, size: 16) {
      let first = try Self.load(bytes, at: place, as: Int64.self)
      values.append((first, try Self.load(bytes, at: place + 8, as: Int64.self)))
    }
    return values
  }

  /// The places of the elements of a list, which is empty where the table leaves it out.
  private func elements(_ number: Int, size: Int) throws(ArrowFault) -> StrideTo<Int> {
    guard let target = try target(number) else { return stride(from: 0, to: 0, by: size) }
    let count = Int(try Self.load(bytes, at: target, as: UInt32.self))
    let start = target + 4
    guard count <= (bytes.count - start) / size else { throw Self.broken }
    return stride(from: start, to: start + count * size, by: size)
  }
}
