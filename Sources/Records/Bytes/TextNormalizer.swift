// SPDX-License-Identifier: Apache-2.0

import CText
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
      guard let base = out.baseAddress else { return start }
      let end = start + assay_fold_ascii(text.baseAddress, text.count, base + start)
      return end > start && out[end - 1] == 0x20 ? end - 1 : end
    }
    out.removeLast(out.count - end)
  }
}
