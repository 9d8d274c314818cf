// SPDX-License-Identifier: Apache-2.0

/// Reads Thrift's compact protocol.
struct ThriftReader {
  private var cursor: ByteCursor
  private static let depth = 64

  init(_ bytes: [UInt8]) {
    cursor = ByteCursor(bytes)
  }

  /// The bytes that were read.
  var place: Int { cursor.place }

  mutating func fields(depth: Int = 0) throws(ParquetFault) -> ThriftValue {
    guard depth < Self.depth else { throw .damaged("its description is nested too deep") }
    var fields: [Int16: ThriftValue] = [:]
    var last: Int16 = 0
    while true {
      let head = try cursor.byte()
      if head == 0 { return .fields(fields) }
      let step = Int16(head >> 4)
      last = step == 0 ? Int16(truncatingIfNeeded: try cursor.zigzag()) : last &+ step
      fields[last] = try field(head & 0x0F, depth: depth)
    }
  }

  /// The value of a field: a truth stands in its kind.
  private mutating func field(_ kind: UInt8, depth: Int) throws(ParquetFault) -> ThriftValue {
    switch kind {
    case 1: .bool(true)
    case 2: .bool(false)
    default: try value(kind, depth: depth)
    }
  }

  private mutating func value(_ kind: UInt8, depth: Int) throws(ParquetFault) -> ThriftValue {
    switch kind {
    case 1, 2: return .bool(try cursor.byte() == 1)
    case 3: return .integer(Int64(Int8(bitPattern: try cursor.byte())))
    case 4, 5, 6: return .integer(try cursor.zigzag())
    case 7: return .double(Double(bitPattern: try cursor.fixed(UInt64.self)))
    case 8:
      let range = try cursor.take(try cursor.count())
      return .binary(Array(cursor.bytes[range]))
    case 9, 10: return try list(depth: depth)
    case 11: return try map(depth: depth)
    case 12: return try fields(depth: depth + 1)
    default: throw .damaged("its description has a value of an unknown kind")
    }
  }

  private mutating func list(depth: Int) throws(ParquetFault) -> ThriftValue {
    guard depth < Self.depth else { throw .damaged("its description is nested too deep") }
    let head = try cursor.byte()
    let count = head >> 4 == 15 ? try cursor.count() : Int(head >> 4)
    // Each element has a byte at least.
    guard count <= cursor.remaining else { throw .damaged("its data ends too early") }
    var elements: [ThriftValue] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try value(head & 0x0F, depth: depth + 1)) }
    return .list(elements)
  }

  /// Maps say nothing that is needed here: their values alone are kept.
  private mutating func map(depth: Int) throws(ParquetFault) -> ThriftValue {
    guard depth < Self.depth else { throw .damaged("its description is nested too deep") }
    let count = try cursor.count()
    guard count > 0 else { return .list([]) }
    guard count <= cursor.remaining else { throw .damaged("its data ends too early") }
    let kinds = try cursor.byte()
    var values: [ThriftValue] = []
    for _ in 0..<count {
      _ = try value(kinds >> 4, depth: depth + 1)
      values.append(try value(kinds & 0x0F, depth: depth + 1))
    }
    return .list(values)
  }
}
