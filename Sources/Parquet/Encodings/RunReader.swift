// SPDX-License-Identifier: Apache-2.0

/// Numbers of a few bits each, as runs of one value or packed side by side: levels, places in a
/// dictionary, truths. They are unpacked as they are asked for.
struct RunReader {
  private var cursor: ByteCursor
  private let bits: Int
  private var runCount = 0
  private var runValue: UInt32 = 0
  private var packedCount = 0
  private var window: UInt64 = 0
  private var windowBits = 0

  /// - Parameter bits: those of a number, at most 32.
  init(_ bytes: [UInt8], from place: Int = 0, bits: Int) throws(ParquetFault) {
    guard (0...32).contains(bits) else { throw .damaged("its numbers have \(bits) bits") }
    cursor = ByteCursor(bytes, from: place)
    self.bits = bits
  }

  mutating func next() throws(ParquetFault) -> UInt32 {
    while runCount == 0, packedCount == 0 { try startRun() }
    if runCount > 0 {
      runCount -= 1
      return runValue
    }
    packedCount -= 1
    return try packed()
  }

  private mutating func startRun() throws(ParquetFault) {
    let head = try cursor.count()
    if head & 1 == 1 {
      let (count, isTooMany) = (head >> 1).multipliedReportingOverflow(by: 8)
      guard !isTooMany else { throw .damaged("a run is too long") }
      packedCount = count
      (window, windowBits) = (0, 0)
      return
    }
    runCount = head >> 1
    runValue = 0
    for index in 0..<(bits + 7) / 8 { runValue |= UInt32(try cursor.byte()) << UInt32(8 * index) }
  }

  private mutating func packed() throws(ParquetFault) -> UInt32 {
    while windowBits < bits {
      window |= UInt64(try cursor.byte()) << UInt64(windowBits)
      windowBits += 8
    }
    defer {
      window >>= UInt64(bits)
      windowBits -= bits
    }
    return UInt32(truncatingIfNeeded: window & ((1 << UInt64(bits)) - 1))
  }
}
