// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tokenizer

@Suite struct UTF8DecoderTests {
  private func decode(_ bytes: [UInt8]) -> (scalar: UInt32, length: Int) {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return (UTF8Decoder.invalid, 0) }
      return UTF8Decoder.scalar(at: start, end: start + buffer.count)
    }
  }

  @Test(
    arguments: [
      0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF,
    ] as [UInt32])
  func readsTheEdgesOfEachLength(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let bytes = Array(String(Character(scalar)).utf8)
    let (found, length) = decode(bytes + [0x41])
    #expect(found == value && length == bytes.count)
  }

  /// What the standard library takes for one scalar is one, and nothing else.
  @Test func agreesWithTheStandardLibraryOnAllStarts() {
    let tails: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    for first in UInt8(0x80)...0xFF {
      for second in tails {
        for third in tails {
          let bytes = [first, second, third, 0x80]
          for count in 1...4 {
            let part = Array(bytes.prefix(count))
            let (scalar, length) = decode(part)
            let whole = (2...4).first { size in
              size <= count && String(validating: part.prefix(size), as: UTF8.self) != nil
                && part[0] >= 0xC0
            }
            #expect(length == whole ?? 1, "\(part)")
            #expect((scalar == UTF8Decoder.invalid) == (whole == nil), "\(part)")
          }
        }
      }
    }
  }
}
