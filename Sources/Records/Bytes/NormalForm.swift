// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Unicode's composed normal form, NFC (Unicode Standard Annex 15).
package enum NormalForm {
  /// Whether the text may be in another form: characters below U+0300 are composed already.
  private static func needsLook(_ text: some Sequence<UInt8>) -> Bool {
    text.contains { $0 >= 0xCC }
  }

  /// The composed text; nil when it is the text itself. It may replace characters by others and
  /// change the order of marks; see `FormFault`.
  package static func composed(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard needsLook(text) else { return nil }
    let string = String(decoding: text, as: UTF8.self)
    let composed = Array(string.precomposedStringWithCanonicalMapping.utf8)
    return composed.elementsEqual(text) ? nil : composed
  }

  /// The text in which each letter is joined with the accents behind it, where there is one character
  /// for both; all else stays as it is. Nil when that is the text itself.
  package static func joiningAccents(_ text: some Collection<UInt8>) -> [UInt8]? {
    // U+0300 to U+036F start with these bytes.
    guard text.contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return nil }
    var out = String.UnicodeScalarView()
    var isChanged = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if isAccent(scalar), let letter = out.last, let joined = joined(letter, scalar) {
        out.removeLast()
        out.append(joined)
        isChanged = true
      } else {
        out.append(scalar)
      }
    }
    return isChanged ? Array(String(out).utf8) : nil
  }

  /// Whether the scalar is of the block of accents.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    0x0300...0x036F ~= scalar.value
  }

  /// The one character for a letter and its accent.
  private static func joined(
    _ letter: Unicode.Scalar, _ accent: Unicode.Scalar
  ) -> Unicode.Scalar? {
    // A letter that is itself not in the normal form, such as U+212B, would become another.
    guard letter.properties.isAlphabetic, composed(letter) == [letter] else { return nil }
    let pair = composed(letter, accent)
    return pair.count == 1 ? pair[0] : nil
  }

  /// The normal form of some scalars.
  static func composed(_ scalars: Unicode.Scalar...) -> [Unicode.Scalar] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return Array(String(text).precomposedStringWithCanonicalMapping.unicodeScalars)
  }
}
