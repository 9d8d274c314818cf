// SPDX-License-Identifier: Apache-2.0

import CLZ4
import CSnappy
import CZlib
import CZstd

/// Unpacks a block whose size is known: a page of Parquet, a buffer of Arrow.
package enum BlockCodec: String, Sendable, CaseIterable {
  case none, snappy, gzip, zstd, lz4
  /// LZ4 in blocks with their sizes before them, as Hadoop writes it.
  case hadoopLZ4 = "LZ4 of Hadoop"
  /// LZ4 as `lz4` writes files.
  case lz4Frame = "LZ4 frame"

  /// What `packed` holds.
  /// - Parameter count: the size that it has to have.
  /// - Throws: `UnpackFault` where it is damaged or has another size.
  package func unpack(
    _ packed: UnsafeRawBufferPointer, count: Int
  ) throws(UnpackFault) -> [UInt8] {
    switch self {
    case .none:
      guard packed.count == count else { throw damaged }
      return Array(packed)
    case .snappy: return try unpackSnappy(packed, count: count)
    case .gzip: return try filled(count) { Self.inflate(packed, $0) }
    case .zstd:
      return try filled(count) { target in
        let result = ZSTD_decompress(target.baseAddress, count, packed.baseAddress, packed.count)
        return ZSTD_isError(result) == 0 ? result : nil
      }
    case .lz4: return try filled(count) { Self.unpackLZ4(packed, $0) }
    case .lz4Frame: return try filled(count) { Self.unpackFrame(packed, $0) }
    case .hadoopLZ4:
      return try filled(count) { Self.unpackHadoop(packed, $0) ?? Self.unpackLZ4(packed, $0) }
    }
  }

  /// The same of bytes in an array.
  package func unpack(
    _ packed: ArraySlice<UInt8>, count: Int
  ) throws(UnpackFault) -> [UInt8] {
    var result: Result<[UInt8], UnpackFault> = .success([])
    packed.withUnsafeBytes { bytes in
      do throws(UnpackFault) {
        result = .success(try unpack(bytes, count: count))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  private var damaged: UnpackFault { UnpackFault("the \(rawValue) data is damaged") }

  /// `count` bytes that `fill` writes; it gives the number that it has written, nil where it failed.
  private func filled(
    _ count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int?
  ) throws(UnpackFault) -> [UInt8] {
    guard count > 0 else { return [] }
    var isFilled = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      isFilled = fill(UnsafeMutableRawBufferPointer(buffer)) == count
      used = isFilled ? count : 0
    }
    guard isFilled else { throw damaged }
    return bytes
  }

  private func unpackSnappy(
    _ packed: UnsafeRawBufferPointer, count: Int
  ) throws(UnpackFault) -> [UInt8] {
    let source = packed.baseAddress?.assumingMemoryBound(to: CChar.self)
    var size = 0
    guard snappy_uncompressed_length(source, packed.count, &size) == SNAPPY_OK, size == count else {
      throw damaged
    }
    return try filled(count) { target in
      let bytes = target.baseAddress?.assumingMemoryBound(to: CChar.self)
      return snappy_uncompress(source, packed.count, bytes, &size) == SNAPPY_OK ? size : nil
    }
  }

  private static func inflate(
    _ packed: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var stream = z_stream()
    let gzipOrZlib: Int32 = 32 + 15
    guard
      inflateInit2_(&stream, gzipOrZlib, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    stream.next_in = UnsafeMutablePointer(
      mutating: packed.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.avail_in = UInt32(clamping: packed.count)
    stream.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.avail_out = UInt32(clamping: target.count)
    guard CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
    return target.count - Int(stream.avail_out)
  }

  private static func unpackLZ4(
    _ packed: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    let written = LZ4_decompress_safe(
      packed.baseAddress?.assumingMemoryBound(to: CChar.self),
      target.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: packed.count),
      Int32(clamping: target.count))
    return written < 0 ? nil : Int(written)
  }

  private static func unpackFrame(
    _ packed: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var context: OpaquePointer?
    guard LZ4F_isError(LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))) == 0 else {
      return nil
    }
    defer { LZ4F_freeDecompressionContext(context) }
    var (place, written) = (0, 0)
    while place < packed.count {
      var (taken, made) = (packed.count - place, target.count - written)
      let result = LZ4F_decompress(
        context, target.baseAddress?.advanced(by: written), &made,
        packed.baseAddress?.advanced(by: place), &taken, nil)
      guard LZ4F_isError(result) == 0, taken + made > 0 else { return nil }
      place += taken
      written += made
      if result == 0 { return place == packed.count ? written : nil }
    }
    return nil
  }

  /// Nil where the bytes are not in Hadoop's blocks: some programs write plain LZ4 under its name.
  private static func unpackHadoop(
    _ packed: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer
  ) -> Int? {
    var (place, written) = (0, 0)
    while place + 8 <= packed.count {
      let size = bigEndian(packed, at: place)
      let count = bigEndian(packed, at: place + 4)
      place += 8
      guard count <= packed.count - place, size <= target.count - written else { return nil }
      let block = UnsafeRawBufferPointer(rebasing: packed[place..<place + count])
      let room = UnsafeMutableRawBufferPointer(rebasing: target[written..<written + size])
      guard unpackLZ4(block, room) == size else { return nil }
      place += count
      written += size
    }
    return place == packed.count ? written : nil
  }

  private static func bigEndian(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
  }
}
