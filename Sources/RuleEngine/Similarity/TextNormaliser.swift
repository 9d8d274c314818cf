// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Makes texts equal that a reader takes for the same: letters become small, runs of whitespace one
/// space, none is left at the ends, and characters take their compatible composed form (NFKC).
enum TextNormaliser {
  /// Adds the normal form of the text.
  static func append(_ text: Bytes, to out: inout [UInt8]) {
    if text.allSatisfy({ $0 < 0x80 }) { return appendASCII(text, to: &out) }
    let composed = String(decoding: text, as: UTF8.self).precomposedStringWithCompatibilityMapping
    var lowered = composed.lowercased()
    lowered.withUTF8 { appendASCII($0, to: &out) }
  }

  private static func appendASCII(_ text: Bytes, to out: inout [UInt8]) {
    let start = out.count
    var isSpaceDue = false
    for byte in text {
      if byte.isWhitespace {
        isSpaceDue = out.count > start
        continue
      }
      if isSpaceDue { out.append(0x20) }
      isSpaceDue = false
      out.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
  }
}
