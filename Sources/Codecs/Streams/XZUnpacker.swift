// SPDX-License-Identifier: Apache-2.0

import CLZMA

/// Streams of xz, with the zeros that may stand between them.
final class XZUnpacker: StreamUnpacker {
  /// The most memory that a dictionary may ask for.
  private static let memory: UInt64 = 1 << 30
  private let stream: UnsafeMutablePointer<lzma_stream>
  private(set) var isInsideMember = true

  init() throws(UnpackFault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
    guard lzma_stream_decoder(stream, Self.memory, assay_lzma_concatenated()) == LZMA_OK else {
      throw UnpackFault("there is no memory to unpack it", remedy: "Close other programs")
    }
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  func step(
    _ packed: inout UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(UnpackFault) -> Int {
    stream.pointee.next_in = packed.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = packed.count
    stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = target.count
    let result = lzma_code(stream, isLast ? LZMA_FINISH : LZMA_RUN)
    packed.consume(packed.count - stream.pointee.avail_in)
    switch result {
    case LZMA_OK: break
    case LZMA_STREAM_END: isInsideMember = false
    case LZMA_BUF_ERROR where !isLast || stream.pointee.avail_out == 0: break
    case LZMA_BUF_ERROR: throw UnpackFault("the xz data is cut short")
    case LZMA_MEMLIMIT_ERROR:
      throw UnpackFault(
        "unpacking the xz data takes more than 1 GiB of memory", remedy: "Unpack it with xz -d")
    default: throw UnpackFault("the xz data is damaged")
    }
    return target.count - stream.pointee.avail_out
  }
}
