// SPDX-License-Identifier: Apache-2.0

import CBZip2

/// Members of bzip2, one after the other.
final class BZip2Unpacker: StreamUnpacker {
  private let stream: UnsafeMutablePointer<bz_stream>
  private(set) var isInsideMember = true

  init() throws(UnpackFault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: bz_stream())
    try start()
  }

  deinit {
    BZ2_bzDecompressEnd(stream)
    stream.deallocate()
  }

  private func start() throws(UnpackFault) {
    guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
      throw UnpackFault("there is no memory to unpack it", remedy: "Close other programs")
    }
    isInsideMember = true
  }

  func step(
    _ packed: inout UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(UnpackFault) -> Int {
    if !isInsideMember {
      guard !packed.isEmpty else { return 0 }
      BZ2_bzDecompressEnd(stream)
      try start()
    }
    let (count, room) = (UInt32(clamping: packed.count), UInt32(clamping: target.count))
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: packed.baseAddress?.assumingMemoryBound(to: CChar.self))
    stream.pointee.avail_in = count
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: CChar.self)
    stream.pointee.avail_out = room
    let result = BZ2_bzDecompress(stream)
    packed.consume(Int(count - stream.pointee.avail_in))
    switch result {
    case BZ_OK: break
    case BZ_STREAM_END: isInsideMember = false
    default: throw UnpackFault("the bzip2 data is damaged")
    }
    return Int(room - stream.pointee.avail_out)
  }
}
