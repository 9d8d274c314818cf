// SPDX-License-Identifier: Apache-2.0

/// The bytes of a text that are zero: in UTF-16 each character of ASCII has one.
struct ZeroBytes {
  private let count: Int
  /// How many stand at even and at odd places.
  private var even = 0
  private var odd = 0

  init(_ bytes: some Collection<UInt8>) {
    count = bytes.count
    for (place, byte) in bytes.enumerated() where byte == 0 {
      if place.isMultiple(of: 2) { even += 1 } else { odd += 1 }
    }
  }

  /// Whether they are more than slips.
  var areMany: Bool { even + odd > 0 && (even + odd) * 4 >= count }

  /// The byte order of UTF-16 that they speak for; nil when they stand at all places.
  var encoding: TextEncoding? {
    guard areMany else { return nil }
    if even * 8 <= odd { return .utf16LittleEndian }
    return odd * 8 <= even ? .utf16BigEndian : nil
  }
}
