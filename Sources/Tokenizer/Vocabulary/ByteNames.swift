// SPDX-License-Identifier: Apache-2.0

/// The names `<0x00>` to `<0xFF>` of tokens that stand for a byte, as SentencePiece writes them.
enum ByteNames {
  /// The name of each byte.
  static let names = (0..<256).map { byte in
    "<0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))>"
  }

  /// The byte that a name stands for.
  static func byte(of name: [UInt8]) -> UInt8? {
    guard name.count == 6, name.starts(with: Array("<0x".utf8)), name[5] == UInt8(ascii: ">") else {
      return nil
    }
    return UInt8(String(decoding: name[3..<5], as: UTF8.self), radix: 16)
  }
}
