// SPDX-License-Identifier: Apache-2.0

/// Integers as differences, packed in blocks (DELTA_BINARY_PACKED).
struct DeltaReader {
  private(set) var cursor: ByteCursor

  init(_ bytes: [UInt8], from place: Int) {
    cursor = ByteCursor(bytes, from: place)
  }

  /// All integers; the cursor stands behind them then.
  mutating func integers() throws(ParquetFault) -> [Int64] {
    let blockSize = try cursor.count()
    let parts = try cursor.count()
    let total = try cursor.count()
    var value = try cursor.zigzag()
    guard parts > 0, blockSize > 0, blockSize % parts == 0, (blockSize / parts) % 8 == 0 else {
      throw .damaged("a block of differences has an impossible size")
    }
    guard total <= ParquetLimits.pageValues else { throw .damaged("a page has too many values") }
    var values: [Int64] = []
    values.reserveCapacity(min(total, 1 << 16))
    if total > 0 { values.append(value) }
    while values.count < total {
      let least = try cursor.zigzag()
      let place = try cursor.take(parts)
      let widths = cursor.bytes[place]
      for width in widths where values.count < total {
        let packed = try cursor.take(try Self.byteCount(blockSize / parts, width: Int(width)))
        var bits = BitWindow(cursor.bytes, from: packed.lowerBound, width: Int(width))
        for _ in 0..<min(blockSize / parts, total - values.count) {
          value = value &+ least &+ Int64(bitPattern: bits.next())
          values.append(value)
        }
      }
    }
    return values
  }

  private static func byteCount(_ values: Int, width: Int) throws(ParquetFault) -> Int {
    let (bits, isTooMany) = values.multipliedReportingOverflow(by: width)
    guard width <= 64, !isTooMany else { throw .damaged("a difference has too many bits") }
    return bits / 8
  }
}

/// Numbers of up to 64 bits, side by side; the bytes are known to suffice.
private struct BitWindow {
  private let bytes: [UInt8]
  private let width: Int
  /// The next bit.
  private var bit: Int

  init(_ bytes: [UInt8], from place: Int, width: Int) {
    self.bytes = bytes
    self.width = width
    bit = 8 * place
  }

  mutating func next() -> UInt64 {
    var value: UInt64 = 0
    var filled = 0
    while filled < width {
      let offset = bit & 7
      let count = min(8 - offset, width - filled)
      let part = (UInt64(bytes[bit >> 3]) >> UInt64(offset)) & ((1 << UInt64(count)) - 1)
      value |= part << UInt64(filled)
      filled += count
      bit += count
    }
    return value
  }
}
