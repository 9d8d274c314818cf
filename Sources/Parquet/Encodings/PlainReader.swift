// SPDX-License-Identifier: Apache-2.0

/// Values one after the other as they are.
struct PlainReader {
  let leaf: SchemaNode.Leaf

  /// All values from `place` on, at most `count`.
  func values(_ bytes: [UInt8], from place: Int, count: Int) throws(ParquetFault) -> RawValues {
    var cursor = ByteCursor(bytes, from: place)
    switch leaf.type {
    case .boolean: return try booleans(&cursor, count: count)
    case .byteArray: return try texts(&cursor, count: count)
    case .int96, .fixedByteArray:
      try check(count, cursor)
      let ranges = (0..<count).map { (place + $0 * leaf.width)..<(place + ($0 + 1) * leaf.width) }
      return .bytes(storage: bytes, ranges: ranges)
    case .int32:
      return .integers(
        try numbers(&cursor, count: count, type: UInt32.self) { Int64(Int32(bitPattern: $0)) })
    case .int64:
      return .integers(
        try numbers(&cursor, count: count, type: UInt64.self) { Int64(bitPattern: $0) })
    case .float:
      return .floats(
        try numbers(&cursor, count: count, type: UInt32.self) { Float(bitPattern: $0) })
    case .double:
      return .doubles(
        try numbers(&cursor, count: count, type: UInt64.self) { Double(bitPattern: $0) })
    }
  }

  private func check(_ count: Int, _ cursor: ByteCursor) throws(ParquetFault) {
    guard count <= cursor.remaining / leaf.width else { throw .damaged("a page is too short") }
  }

  private func numbers<Bits: FixedWidthInteger & BitwiseCopyable, Value>(
    _ cursor: inout ByteCursor, count: Int, type: Bits.Type, value: (Bits) -> Value
  ) throws(ParquetFault) -> [Value] {
    try check(count, cursor)
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(value(try cursor.fixed(type))) }
    return values
  }

  private func booleans(
    _ cursor: inout ByteCursor, count: Int
  ) throws(ParquetFault) -> RawValues {
    guard count <= 8 * cursor.remaining else { throw .damaged("a page is too short") }
    let place = cursor.place
    let bytes = cursor.bytes
    return .booleans((0..<count).map { bytes[place + $0 / 8] >> UInt8($0 % 8) & 1 == 1 })
  }

  private func texts(_ cursor: inout ByteCursor, count: Int) throws(ParquetFault) -> RawValues {
    guard count <= cursor.remaining / 4 else { throw .damaged("a page is too short") }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(count)
    for _ in 0..<count { ranges.append(try cursor.take(Int(try cursor.fixed(UInt32.self)))) }
    return .bytes(storage: cursor.bytes, ranges: ranges)
  }
}
