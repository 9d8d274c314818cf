// SPDX-License-Identifier: Apache-2.0

package import Dataset
import Foundation

/// Makes texts equal that a reader takes for the same: letters become small, runs of whitespace one
/// space, none is left at the ends, and characters take their compatible composed form (NFKC).
package enum TextNormalizer {
  /// Adds the normal form of the text.
  package static func append(_ text: Bytes, to out: inout [UInt8]) {
    if text.isASCII { return appendASCII(text, to: &out) }
    let composed = String(decoding: text, as: UTF8.self).precomposedStringWithCompatibilityMapping
    var lowered = composed.lowercased()
    lowered.withUTF8 { appendASCII($0, to: &out) }
  }

  private static func appendASCII(_ text: Bytes, to out: inout [UInt8]) {
    let start = out.count
    // Bytes that are not to stay are written over.
    out.append(contentsOf: text)
    let end = out.withUnsafeMutableBufferPointer { out in
      let raw = UnsafeMutableRawBufferPointer(out)
      let input = UnsafeRawBufferPointer(text)
      var end = start
      var follows = true
      var position = 0
      while position < input.count {
        if position + 8 <= input.count {
          let word = PlainWord(input.loadUnaligned(fromByteOffset: position, as: UInt64.self))
          if word.isPlain, !(follows && word.startsWithSpace) {
            raw.storeBytes(of: word.lowered, toByteOffset: end, as: UInt64.self)
            end += 8
            position += 8
            follows = word.endsInSpace
            continue
          }
        }
        // A few bytes, so that what is not plain is not looked at for each of them.
        repeat {
          let byte = input[position]
          let isSpace = byte.isWhitespace
          out[end] = isSpace ? 0x20 : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
          end += isSpace && follows ? 0 : 1
          follows = isSpace
          position += 1
        } while position < input.count && position & 7 != 0
      }
      return end > start && out[end - 1] == 0x20 ? end - 1 : end
    }
    out.removeLast(out.count - end)
  }

  /// Eight bytes of text at once.
  private struct PlainWord {
    private let word: UInt64

    private static let high: UInt64 = 0x8080_8080_8080_8080

    init(_ word: UInt64) { self.word = word.littleEndian }

    /// Whether there is no whitespace but spaces, none of which follows another.
    var isPlain: Bool {
      let spaces = Self.zeros(word ^ 0x2020_2020_2020_2020)
      return Self.below(word, 0x20) == 0 && spaces & (spaces << 8) == 0
    }

    var startsWithSpace: Bool { word & 0xFF == 0x20 }

    var endsInSpace: Bool { word >> 56 == 0x20 }

    /// With small letters.
    var lowered: UInt64 {
      let aboveA = word &+ 0x3F3F_3F3F_3F3F_3F3F
      let aboveZ = word &+ 0x2525_2525_2525_2525
      let upper = aboveA & ~aboveZ & ~word & Self.high
      return (word | (upper >> 2)).littleEndian
    }

    /// The high bit of each byte that is zero.
    private static func zeros(_ word: UInt64) -> UInt64 {
      ~((word & ~high) &+ ~high | word) & high
    }

    /// The high bit of each ASCII byte below `limit`.
    private static func below(_ word: UInt64, _ limit: UInt8) -> UInt64 {
      let sums = (word & ~high) &+ (0x80 - UInt64(limit)) &* 0x0101_0101_0101_0101
      return ~sums & ~word & high
    }
  }
}
