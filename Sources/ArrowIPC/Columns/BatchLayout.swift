// SPDX-License-Identifier: Apache-2.0

import Codecs
import Columnar

/// How the columns of a batch of rows stand in the body of its message.
struct BatchLayout {
  let rowCount: Int
  /// How many values each column and part of one has, and how many of them are null.
  let counts: [(values: Int, nulls: Int)]
  /// How many buffers hold the long values of each column of views.
  let viewBuffers: [Int]
  private let places: [(start: Int, count: Int)]
  private let codec: BlockCodec?
  private let body: [UInt8]

  init(_ table: FlatTable, body: [UInt8]) throws(ArrowFault) {
    rowCount = Int(try table.integer(0, Int64.self))
    counts = try table.pairs(1).map { (Int($0.0), Int($0.1)) }
    places = try table.pairs(2).map { (Int($0.0), Int($0.1)) }
    viewBuffers = try table.integers(4, Int64.self).map { Int($0) }
    codec = try table.table(3).map(Self.codec)
    self.body = body
    guard rowCount >= 0, rowCount <= ArrowLimits.values else {
      throw .damaged("a batch has \(rowCount) rows")
    }
  }

  /// How all buffers of a batch are packed.
  private static func codec(_ compression: FlatTable) throws(ArrowFault) -> BlockCodec {
    let (number, method) = (
      try compression.integer(0, UInt8.self), try compression.integer(1, UInt8.self)
    )
    guard number <= 1, method == 0 else {
      throw .unsupported("the codec of number \(number) in the way of number \(method)")
    }
    return number == 0 ? .lz4Frame : .zstd
  }

  var bufferCount: Int { places.count }

  /// The bytes of a buffer, unpacked.
  func buffer(_ number: Int) throws(ArrowFault) -> ArrowBuffer {
    guard number < places.count else { throw .damaged("a batch has too few buffers") }
    let (start, count) = places[number]
    guard start >= 0, count >= 0, start <= body.count, count <= body.count - start else {
      throw .damaged("a buffer reaches beyond its batch")
    }
    let buffer = ArrowBuffer(body, start..<(start + count))
    guard let codec, count > 0 else { return buffer }
    return try unpacked(buffer, codec)
  }

  /// A packed buffer starts with its size unpacked, which is -1 where it is not packed after all.
  private func unpacked(
    _ buffer: ArrowBuffer, _ codec: BlockCodec
  ) throws(ArrowFault) -> ArrowBuffer {
    let count = Int(try buffer.integer(0, Int64.self))
    let rest = buffer.range.dropFirst(8)
    if count == -1 { return ArrowBuffer(body, rest) }
    guard count >= 0, count <= ArrowLimits.bufferBytes else {
      throw .damaged("a buffer has \(count) bytes when it is unpacked")
    }
    do throws(UnpackFault) {
      let bytes = try codec.unpack(body[rest], count: count)
      return ArrowBuffer(bytes, bytes.indices)
    } catch {
      throw ArrowFault(error)
    }
  }
}
