// SPDX-License-Identifier: Apache-2.0

/// The bytes of a text that are zero: in UTF-16 each character of ASCII has one, in UTF-32 three.
struct ZeroBytes {
  private let count: Int
  /// How many stand at each place of four.
  private var places = [0, 0, 0, 0]

  init(_ bytes: some Collection<UInt8>) {
    count = bytes.count
    for (place, byte) in bytes.enumerated() where byte == 0 { places[place % 4] += 1 }
  }

  private var even: Int { places[0] + places[2] }
  private var odd: Int { places[1] + places[3] }

  /// Whether they are more than slips.
  var areMany: Bool { even + odd > 0 && (even + odd) * 4 >= count }

  /// The encoding that they speak for, of UTF-16 and UTF-32; nil when they stand at all places.
  var encoding: TextEncoding? {
    guard areMany else { return nil }
    if let wide = wideEncoding { return wide }
    if even * 8 <= odd { return .utf16LittleEndian }
    return odd * 8 <= even ? .utf16BigEndian : nil
  }

  /// UTF-32 has two zero bytes in each character but the rarest, always at the same end.
  private var wideEncoding: TextEncoding? {
    let characters = count / 4
    guard characters > 1 else { return nil }
    if places[3] == characters, places[2] * 8 > characters * 7, places[0] * 2 < characters {
      return .utf32LittleEndian
    }
    let isBigEndian = places[0] >= characters && places[1] * 8 > characters * 7
    return isBigEndian && places[3] * 2 < characters ? .utf32BigEndian : nil
  }
}
