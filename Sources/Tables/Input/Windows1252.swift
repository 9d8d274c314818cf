// SPDX-License-Identifier: Apache-2.0

/// The characters of Windows-1252, for showing what bytes would be.
package enum Windows1252 {
  /// The bytes 0x80 to 0x9F; five of them have no character.
  private static let special: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]

  /// The character that a C1 control character stands for, which is the same byte in Latin-1; nil for
  /// the five that have none.
  package static func character(for control: UInt8) -> Unicode.Scalar? {
    0x80...0x9F ~= control ? special[Int(control) - 0x80] : nil
  }

  /// Nil when a byte has no character.
  static func text(_ bytes: [UInt8]) -> String? {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      guard let scalar = 0x80...0x9F ~= byte ? special[Int(byte) - 0x80] : Unicode.Scalar(byte)
      else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}
