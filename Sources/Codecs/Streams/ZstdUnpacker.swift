// SPDX-License-Identifier: Apache-2.0

import CZstd

/// Frames of zstd (RFC 8878), with the skippable ones between them.
final class ZstdUnpacker: StreamUnpacker {
  private let context: OpaquePointer
  private(set) var isInsideMember = true

  init() throws(UnpackFault) {
    guard let context = ZSTD_createDCtx() else {
      throw UnpackFault("there is no memory to unpack it", remedy: "Close other programs")
    }
    self.context = context
  }

  deinit {
    ZSTD_freeDCtx(context)
  }

  func step(
    _ packed: inout UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, isLast: Bool
  ) throws(UnpackFault) -> Int {
    var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let result = ZSTD_decompressStream(context, &output, &input)
    guard ZSTD_isError(result) == 0 else {
      throw UnpackFault("the zstd data is damaged: \(String(cString: ZSTD_getErrorName(result)))")
    }
    // Without input and output the library only says how much it would like to have.
    if input.pos > 0 || output.pos > 0 { isInsideMember = result != 0 }
    packed.consume(input.pos)
    return output.pos
  }
}
