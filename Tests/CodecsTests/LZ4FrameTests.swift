// SPDX-License-Identifier: Apache-2.0

import Codecs
import Testing

@Suite struct LZ4FrameTests {
  /// 34 bytes, as pyarrow packs them.
  private static let frame: [UInt8] = [
    0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0x82, 0x0B, 0x00, 0x00, 0x00, 0x1F, 0x61, 0x01,
    0x00, 0x09, 0x50, 0x61, 0x61, 0x61, 0x61, 0x62, 0x00, 0x00, 0x00, 0x00,
  ]

  private func unpack(_ bytes: [UInt8], count: Int) throws(UnpackFault) -> [UInt8] {
    var result: Result<[UInt8], UnpackFault> = .success([])
    bytes.withUnsafeBytes { buffer in
      do throws(UnpackFault) {
        result = .success(try BlockCodec.lz4Frame.unpack(buffer, count: count))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  @Test func framesOfLZ4AreUnpacked() throws {
    let text = String(repeating: "a", count: 33) + "b"
    #expect(try unpack(Self.frame, count: 34) == Array(text.utf8))
    #expect(try unpack([], count: 0) == [])
  }

  @Test func framesOfAnotherSizeOrCutOnesAreDamaged() {
    for count in [33, 35] {
      let fault = #expect(throws: UnpackFault.self) { try unpack(Self.frame, count: count) }
      #expect(fault?.message == "the LZ4 frame data is damaged")
    }
    for count in 1..<Self.frame.count {
      #expect(throws: UnpackFault.self) { try unpack(Array(Self.frame[..<count]), count: 34) }
    }
  }
}
