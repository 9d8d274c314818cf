// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation

/// `Precompiled`: SentencePiece's map of characters, a double array of Aoe's trie with the texts that
/// it leads to.
struct PrecompiledMap: Normalizer {
  private let units: [UInt32]
  /// The texts, each with a final zero.
  private let texts: [UInt8]

  /// - Throws: `AssayError` when the map is damaged.
  init(base64: String) throws(AssayError) {
    guard let data = Data(base64Encoded: base64).map({ [UInt8]($0) }), data.count >= 4 else {
      throw AssayError("the map of characters is not base64")
    }
    func number(_ place: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(data[place + $1]) << UInt32(8 * $1) }
    }
    let size = Int(number(0))
    guard size % 4 == 0, size > 0, 4 + size <= data.count else {
      throw AssayError("the map of characters is cut off")
    }
    units = stride(from: 4, to: 4 + size, by: 4).map(number)
    texts = Array(data[(4 + size)...])
  }

  func apply(to text: inout [UInt8]) {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    // Short clusters are looked up whole, as the reference does, and else scalar by scalar.
    for character in String(decoding: text, as: UTF8.self) {
      let cluster = Array(character.utf8)
      if cluster.count < 6, let replaced = mapped(cluster[...]) {
        out.append(contentsOf: replaced)
        continue
      }
      for scalar in character.unicodeScalars {
        let bytes = Array(String(scalar).utf8)
        out.append(contentsOf: mapped(bytes[...]) ?? bytes[...])
      }
    }
    text = out
  }

  /// What the shortest beginning of a text is mapped to.
  private func mapped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let root = unit(0) else { return nil }
    var place = Self.offset(root)
    for byte in text {
      guard byte != 0 else { return nil }
      place ^= Int(byte)
      guard let unit = unit(place), unit & (1 << 31 | 0xFF) == UInt32(byte) else { return nil }
      place ^= Self.offset(unit)
      if unit >> 8 & 1 == 1, let leaf = self.unit(place) {
        let start = Int(leaf & 0x7FFF_FFFF)
        guard start <= texts.count else { return nil }
        return texts[start...].prefix { $0 != 0 }
      }
    }
    return nil
  }

  private func unit(_ place: Int) -> UInt32? { units.indices.contains(place) ? units[place] : nil }

  private static func offset(_ unit: UInt32) -> Int {
    Int((unit >> 10) << (unit >> 6 & 8))
  }
}
