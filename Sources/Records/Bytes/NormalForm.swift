// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Unicode's composed normal form, NFC (Unicode Standard Annex 15).
package enum NormalForm {
  /// Whether the text may be in another form: characters below U+0300 are composed already.
  static func needsLook(_ text: some Sequence<UInt8>) -> Bool { text.contains { $0 >= 0xCC } }

  /// The composed text; nil when it is the text itself.
  package static func composed(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard needsLook(text) else { return nil }
    let string = String(decoding: text, as: UTF8.self)
    let composed = Array(string.precomposedStringWithCanonicalMapping.utf8)
    return composed.elementsEqual(text) ? nil : composed
  }
}
