// SPDX-License-Identifier: Apache-2.0

/// The tokens `<0x00>` to `<0xFF>` of a model that writes unknown characters as their bytes.
struct ByteTokens: Sendable {
  /// The id of each byte; -1 where the vocabulary has none.
  let ids: [Int32]

  /// Writes the tokens of some bytes to `out`; false, and nothing of use, when one has no token.
  func write(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Bool {
    for place in 0..<count {
      let id = ids[Int(bytes[place])]
      guard id >= 0 else { return false }
      out[place] = id
    }
    return true
  }
}
