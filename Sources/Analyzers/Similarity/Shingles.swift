// SPDX-License-Identifier: Apache-2.0

/// The hashes of all runs of five bytes of a text.
enum Shingles {
  /// Bytes a run.
  static let width = 5
  /// Texts with fewer bytes are too short to be nearly equal.
  static let fewestBytes = 32

  /// Calls `body` with the hash of each run in turn: the two halves of a 128-bit product, as in
  /// wyhash (Wang Yi, 2020).
  @inline(__always)
  static func forEach(_ text: [UInt8], seed: UInt64, body: (UInt64) -> Void) {
    guard text.count >= width else { return }
    // What a text is told apart by stands above the bytes of its runs.
    let seed = (seed ^ seed >> 32) << 40 ^ 0xA076_1D64_78BD_642F
    func hash(_ window: UInt64) {
      let product = (window ^ seed).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
      body(product.high ^ product.low)
    }
    text.withUnsafeBytes { text in
      let last = text.count - width
      var start = 0
      // Five of the eight bytes that stand there.
      while start + 8 <= text.count {
        hash(text.loadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian >> 24)
        start += 1
      }
      while start <= last {
        hash(text[start..<start + width].reduce(0) { $0 << 8 | UInt64($1) })
        start += 1
      }
    }
  }
}
