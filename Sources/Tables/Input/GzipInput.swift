// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CZlib

/// What a gzip file holds, all its members one after the other (RFC 1952).
final class GzipInput: ByteInput {
  private let input: any ByteInput
  private let file: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let packed: UnsafeMutableRawBufferPointer
  private var isInsideMember = true
  private var isAtEnd = false

  init(_ input: any ByteInput, file: String) throws(AssayError) {
    self.input = input
    self.file = file
    packed = .allocate(byteCount: 1 << 16, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly: Int32 = 16 + 15
    guard
      inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else {
      throw AssayError("there is no memory to unpack it", at: Location(file: file))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    packed.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(clamping: buffer.count)
    let wanted = stream.pointee.avail_out
    while stream.pointee.avail_out == wanted, !isAtEnd {
      if stream.pointee.avail_in == 0, try !refill() { break }
      if !isInsideMember, try !startMember() { continue }
      try unpack()
    }
    return Int(wanted - stream.pointee.avail_out)
  }

  /// False at the end of the file.
  private func refill() throws(AssayError) -> Bool {
    let count = try input.read(into: packed)
    stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
    guard count == 0 else { return true }
    isAtEnd = true
    if isInsideMember {
      throw AssayError(
        "the gzip data is cut short", at: Location(file: file), remedy: "Fetch the file again",
        code: .wrongFormat)
    }
    return false
  }

  /// Behind a member: another member, or zeros that fill a block (false).
  private func startMember() throws(AssayError) -> Bool {
    if stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
      return false
    }
    inflateReset(stream)
    isInsideMember = true
    return true
  }

  private func unpack() throws(AssayError) {
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END: isInsideMember = false
    default:
      let reason = stream.pointee.msg.map { ": " + String(cString: $0) } ?? ""
      throw AssayError(
        "the gzip data is damaged\(reason)", at: Location(file: file),
        remedy: "Fetch the file again", code: .wrongFormat)
    }
  }
}
