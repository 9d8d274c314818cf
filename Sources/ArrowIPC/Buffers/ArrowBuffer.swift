// SPDX-License-Identifier: Apache-2.0

import Columnar

/// Bytes of a batch, read with a check of their end.
struct ArrowBuffer {
  private let bytes: [UInt8]
  let range: Range<Int>

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  private static let tooShort = ArrowFault.damaged("a buffer is too short for its values")

  /// The number that stands at a place in a row of such numbers.
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ index: Int, _ type: Value.Type
  ) throws(ArrowFault) -> Value {
    let size = MemoryLayout<Value>.size
    guard index >= 0, index < range.count / size else { throw Self.tooShort }
    return bytes.withUnsafeBytes {
      Value(
        littleEndian: $0.loadUnaligned(
          fromByteOffset: range.lowerBound + index * size, as: Value.self))
    }
  }

  /// A number of so many bits.
  func integer(_ index: Int, bits: Int, isSigned: Bool) throws(ArrowFault) -> Int64 {
    switch (bits, isSigned) {
    case (8, true): Int64(try integer(index, Int8.self))
    case (8, false): Int64(try integer(index, UInt8.self))
    case (16, true): Int64(try integer(index, Int16.self))
    case (16, false): Int64(try integer(index, UInt16.self))
    case (32, true): Int64(try integer(index, Int32.self))
    case (32, false): Int64(try integer(index, UInt32.self))
    default: try integer(index, Int64.self)
    }
  }

  func bit(_ index: Int) throws(ArrowFault) -> Bool {
    try integer(index / 8, UInt8.self) >> UInt8(index % 8) & 1 == 1
  }

  /// Bytes from a place on.
  func bytes(at start: Int, count: Int) throws(ArrowFault) -> ArraySlice<UInt8> {
    guard start >= 0, count >= 0, start <= range.count, count <= range.count - start else {
      throw Self.tooShort
    }
    let first = range.lowerBound + start
    return bytes[first..<(first + count)]
  }
}
