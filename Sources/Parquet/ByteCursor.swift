// SPDX-License-Identifier: Apache-2.0

/// A place in bytes that are read from the front to the back, each step with a check of the end.
struct ByteCursor {
  let bytes: [UInt8]
  private(set) var place: Int

  init(_ bytes: [UInt8], from place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  var remaining: Int { bytes.count - place }

  mutating func byte() throws(ParquetFault) -> UInt8 {
    guard place < bytes.count else { throw .damaged("its data ends too early") }
    defer { place += 1 }
    return bytes[place]
  }

  /// Where the next `count` bytes stand, which are passed over.
  mutating func take(_ count: Int) throws(ParquetFault) -> Range<Int> {
    guard count >= 0, count <= remaining else { throw .damaged("its data ends too early") }
    defer { place += count }
    return place..<(place + count)
  }

  /// An integer of fixed size, the least byte first.
  mutating func fixed<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type
  ) throws(ParquetFault) -> Value {
    let range = try take(MemoryLayout<Value>.size)
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: Value.self))
    }
  }

  /// An integer of 7 bits a byte, the least first.
  mutating func varint() throws(ParquetFault) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
    }
    throw .damaged("a number has too many bytes")
  }

  /// A signed integer whose last bit is its sign.
  mutating func zigzag() throws(ParquetFault) -> Int64 {
    let value = try varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A size or a count.
  mutating func count() throws(ParquetFault) -> Int {
    guard let count = Int(exactly: try varint()) else { throw .damaged("a count is too large") }
    return count
  }
}
