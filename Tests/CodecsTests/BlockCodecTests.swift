// SPDX-License-Identifier: Apache-2.0

import Codecs
import Testing

/// Blocks of a known size, packed by hand or by the programs of each form.
@Suite struct BlockCodecTests {
  private static let text = "hello hello hello\n"
  private static let zlib: [UInt8] = [
    0x78, 0x9C, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x90, 0x5C, 0x00, 0x40, 0xB5, 0x06,
    0x87,
  ]
  private static let gzip: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57,
    0xC8, 0x40, 0x90, 0x5C, 0x00, 0x3B, 0x7C, 0x8A, 0xDF, 0x12, 0x00, 0x00, 0x00,
  ]
  private static let lz4: [UInt8] =
    [0x62] + Array("hello ".utf8) + [6, 0, 0x60]
    + Array("hello\n".utf8)

  private func unpacked(
    _ bytes: [UInt8], _ codec: BlockCodec, count: Int = 18
  ) throws(UnpackFault) -> String {
    String(decoding: try codec.unpack(bytes[...], count: count), as: UTF8.self)
  }

  private static func bigEndian(_ number: Int) -> [UInt8] { [0, 0, 0, UInt8(number)] }

  private static let hadoop: [UInt8] = bigEndian(18) + bigEndian(lz4.count) + lz4

  private static let blocks: [(BlockCodec, [UInt8])] = [
    (.none, Array(text.utf8)), (.gzip, gzip), (.gzip, zlib), (.lz4, lz4), (.hadoopLZ4, hadoop),
    (.hadoopLZ4, lz4), (.zstd, StreamUnpackerTests.packed[.zstd] ?? []),
  ]

  @Test(arguments: blocks)
  func eachFormIsUnpacked(_ codec: BlockCodec, _ bytes: [UInt8]) throws {
    #expect(try unpacked(bytes, codec) == Self.text)
  }

  @Test(arguments: blocks)
  func anotherSizeIsAFault(_ codec: BlockCodec, _ bytes: [UInt8]) {
    for count in [17, 19] {
      let fault = #expect(throws: UnpackFault.self) { try unpacked(bytes, codec, count: count) }
      #expect(fault?.message == "the \(codec.rawValue) data is damaged")
      #expect(fault?.remedy == "Fetch the file again")
    }
  }

  @Test(arguments: blocks)
  func cutBlocksAreAFault(_ codec: BlockCodec, _ bytes: [UInt8]) {
    for count in 0..<bytes.count - 1 {
      #expect(throws: UnpackFault.self) { try unpacked(Array(bytes[..<count]), codec) }
    }
  }

  @Test func snappyTakesCopiesOfWhatStandsBefore() throws {
    let literal: [UInt8] = [5, 4 << 2] + Array("hello".utf8)
    #expect(try unpacked(literal, .snappy, count: 5) == "hello")
    // A copy of eight bytes from two places before repeats these two.
    let copy: [UInt8] = [10, 1 << 2] + Array("ab".utf8) + [(4 << 2) | 1, 2]
    #expect(try unpacked(copy, .snappy, count: 10) == "ababababab")
    #expect(throws: UnpackFault.self) { try unpacked(copy, .snappy, count: 9) }
    let beyond: [UInt8] = [10, 1 << 2] + Array("ab".utf8) + [(4 << 2) | 1, 3]
    #expect(throws: UnpackFault.self) { try unpacked(beyond, .snappy, count: 10) }
  }

  @Test func hadoopHasSeveralBlocks() throws {
    #expect(
      try unpacked(Self.hadoop + Self.hadoop, .hadoopLZ4, count: 36) == Self.text + Self.text)
    #expect(throws: UnpackFault.self) { try unpacked(Self.hadoop + [0], .hadoopLZ4) }
    #expect(throws: UnpackFault.self) { try unpacked(Self.hadoop + Self.hadoop, .hadoopLZ4) }
  }

  @Test(arguments: BlockCodec.allCases)
  func nothingIsUnpackedToNothing(_ codec: BlockCodec) throws {
    #expect(try unpacked(codec == .snappy ? [0] : [], codec, count: 0) == "")
  }

  @Test func formsAreToldByTheirFirstBytes() {
    for form in PackedFormat.allCases {
      let bytes = StreamUnpackerTests.packed[form] ?? []
      #expect(PackedFormat(magic: bytes) == form)
      #expect(PackedFormat(magic: Array(bytes.prefix(2))) == nil)
    }
    #expect(PackedFormat(magic: Self.gzip) == nil && PackedFormat(magic: []) == nil)
    #expect(PackedFormat.allCases.map(\.suffix) == [".zst", ".xz", ".bz2"])
  }
}
