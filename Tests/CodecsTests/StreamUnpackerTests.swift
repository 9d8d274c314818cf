// SPDX-License-Identifier: Apache-2.0

import Codecs
import Testing

/// "hello hello hello\n" as the programs zstd, xz and bzip2 pack it.
struct StreamUnpackerTests {
  static let packed: [PackedFormat: [UInt8]] = [
    .zstd: [
      0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0x6D, 0x00, 0x00, 0x38, 0x68, 0x65, 0x6C, 0x6C,
      0x6F, 0x20, 0x0A, 0x01, 0x00, 0x31, 0x4A, 0x11, 0xA3, 0xAA, 0x74, 0xCE,
    ],
    .xz: [
      0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04, 0xE6, 0xD6, 0xB4, 0x46, 0x02, 0x00,
      0x21, 0x01, 0x16, 0x00, 0x00, 0x00, 0x74, 0x2F, 0xE5, 0xA3, 0xE0, 0x00, 0x11, 0x00,
      0x0C, 0x5D, 0x00, 0x34, 0x19, 0x49, 0xEE, 0x8D, 0xE9, 0x4F, 0x7E, 0x21, 0x21, 0xB0,
      0x00, 0x00, 0x1F, 0x01, 0xD9, 0xC8, 0x87, 0xC1, 0x43, 0xC8, 0x00, 0x01, 0x28, 0x12,
      0xC9, 0x6A, 0x62, 0x8E, 0x1F, 0xB6, 0xF3, 0x7D, 0x01, 0x00, 0x00, 0x00, 0x00, 0x04,
      0x59, 0x5A,
    ],
    .bzip2: [
      0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0xE5, 0xB5, 0xF3, 0x09,
      0x00, 0x00, 0x04, 0x51, 0x00, 0x00, 0x10, 0x40, 0x00, 0x02, 0x44, 0xA0, 0x00, 0x21,
      0xB5, 0x18, 0x0C, 0x02, 0x90, 0x69, 0xC2, 0xA3, 0x0B, 0xB9, 0x22, 0x9C, 0x28, 0x48,
      0x72, 0xDA, 0xF9, 0x84, 0x80,
    ],
  ]
  static let text = "hello hello hello\n"

  /// Unpacks pieces of a few bytes into a small buffer; nil where more had to come.
  private func unpacked(_ bytes: [UInt8], _ form: PackedFormat, piece: Int) throws -> String? {
    let unpacker = try form.unpacker()
    var out: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 5)
    var place = 0
    while true {
      let end = min(place + piece, bytes.count)
      var left = 0
      let written = try bytes[place..<end].withUnsafeBytes { piece in
        var rest = piece
        let isLast = end == bytes.count && place == end
        let written = try room.withUnsafeMutableBytes {
          try unpacker.step(&rest, into: $0, isLast: isLast)
        }
        left = rest.count
        return written
      }
      out += room[..<written]
      let isIdle = place == end && written == 0
      place = end - left
      if isIdle { break }
    }
    return unpacker.isInsideMember ? nil : String(decoding: out, as: UTF8.self)
  }

  @Test(arguments: PackedFormat.allCases, [1, 3, 1000])
  func unpacksInPieces(form: PackedFormat, piece: Int) throws {
    let bytes = try #require(Self.packed[form])
    #expect(PackedFormat(magic: bytes) == form)
    #expect(try unpacked(bytes, form, piece: piece) == Self.text)
  }

  @Test(arguments: PackedFormat.allCases)
  func unpacksMembersOneAfterTheOther(form: PackedFormat) throws {
    let bytes = try #require(Self.packed[form])
    #expect(try unpacked(bytes + bytes, form, piece: 7) == Self.text + Self.text)
  }

  @Test(arguments: PackedFormat.allCases)
  func tellsWhatIsCutShort(form: PackedFormat) throws {
    let bytes = try #require(Self.packed[form])
    for count in 8..<bytes.count {
      do {
        #expect(try unpacked(Array(bytes[..<count]), form, piece: 64) == nil)
      } catch let fault as UnpackFault {
        #expect(fault.message.contains("cut short"))
      }
    }
  }

  @Test(arguments: PackedFormat.allCases)
  func tellsWhatIsDamaged(form: PackedFormat) throws {
    var bytes = try #require(Self.packed[form])
    bytes[bytes.count / 2] ^= 0x55
    #expect(throws: UnpackFault.self) { try unpacked(bytes, form, piece: 64) }
  }
}
