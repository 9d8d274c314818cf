// SPDX-License-Identifier: Apache-2.0

/// Texts whose lengths, and what they share with the one before, are written as differences.
enum ByteArrayDeltas {
  /// DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes.
  static func texts(
    _ bytes: [UInt8], from place: Int
  ) throws(ParquetFault) -> (storage: [UInt8], ranges: [Range<Int>]) {
    var lengths = DeltaReader(bytes, from: place)
    let counts = try lengths.integers()
    var cursor = lengths.cursor
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(counts.count)
    for count in counts { ranges.append(try cursor.take(Int(count))) }
    return (bytes, ranges)
  }

  /// DELTA_BYTE_ARRAY: how many bytes each takes from the one before, and what follows them.
  static func sharing(
    _ bytes: [UInt8], from place: Int
  ) throws(ParquetFault) -> (storage: [UInt8], ranges: [Range<Int>]) {
    var prefixes = DeltaReader(bytes, from: place)
    let shared = try prefixes.integers()
    let rest = try texts(bytes, from: prefixes.cursor.place)
    guard rest.ranges.count == shared.count else {
      throw .damaged("a page has not as many endings as beginnings of texts")
    }
    var storage: [UInt8] = []
    var ranges: [Range<Int>] = []
    var last = 0..<0
    for (count, ending) in zip(shared, rest.ranges) {
      guard count >= 0, count <= last.count else {
        throw .damaged("a text takes more from the one before than that has")
      }
      let start = storage.count
      guard start + Int(count) + ending.count <= ParquetLimits.pageBytes else {
        throw .damaged("a page is too large")
      }
      storage += Array(storage[last.lowerBound..<(last.lowerBound + Int(count))])
      storage += bytes[ending]
      last = start..<storage.count
      ranges.append(last)
    }
    return (storage, ranges)
  }
}
