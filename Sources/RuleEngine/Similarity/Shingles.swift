// SPDX-License-Identifier: Apache-2.0

/// The hashes of all runs of five bytes of a text.
enum Shingles {
  /// Bytes a run.
  static let width = 5
  /// Texts with fewer bytes are too short to be nearly equal.
  static let fewestBytes = 32

  /// Calls `body` with the hash of each run in turn, by the finaliser of SplitMix64 (Steele, Lea and
  /// Flood, 2014).
  @inline(__always)
  static func forEach(_ text: [UInt8], seed: UInt64, _ body: (UInt64) -> Void) {
    var window: UInt64 = 0
    var length = 0
    for byte in text {
      window = (window << 8 | UInt64(byte)) & 0xFF_FFFF_FFFF
      length += 1
      guard length >= width else { continue }
      var hash = (window ^ seed) &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      body(hash ^ (hash >> 31))
    }
  }
}
