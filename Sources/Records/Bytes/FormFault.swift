// SPDX-License-Identifier: Apache-2.0

package import Dataset

/// Why a text is not in the composed normal form, besides accents that stand apart from their letters.
/// The normal form of such a text has other characters, or its marks in another order: to some
/// readers that is another text, so that it is theirs to decide.
package enum FormFault: Int, Sendable, CaseIterable {
  /// An ideograph that stands in Unicode twice for the sake of an older set.
  case compatibilityIdeograph
  /// Another character that is one sign with a second one, as U+212B and U+00C5.
  case twin
  /// A letter with its mark that the normal form takes apart.
  case takenApart
  /// The letters of a Hangul syllable one by one.
  case hangul
  /// Marks in another order than the normal form has.
  case order
  /// Other letters and marks that the normal form joins.
  case apart

  /// What is in the text, as a noun.
  package var title: String {
    switch self {
    case .compatibilityIdeograph: "compatibility ideographs, which the normal form replaces"
    case .twin: "characters that the normal form replaces by others of the same look"
    case .takenApart: "letters that the normal form takes apart into letter and mark"
    case .hangul: "Hangul in single letters in place of syllables"
    case .order: "vowel points or marks in another order than the normal form has"
    case .apart: "letters and marks that the normal form joins"
    }
  }

  /// The first such fault of a text and the bytes of its character; nil when there is none.
  package static func first(in text: Bytes) -> (fault: FormFault, range: Range<Int>)? {
    let joined = NormalForm.joiningAccents(text) ?? Array(text)
    guard let composed = NormalForm.composed(joined) else { return nil }
    let mine = Array(String(decoding: joined, as: UTF8.self).unicodeScalars)
    let other = Array(String(decoding: composed, as: UTF8.self).unicodeScalars)
    let place = zip(mine, other).prefix { $0 == $1 }.count
    guard place < mine.count else { return nil }
    return (fault(mine[place...], other[place...]), range(of: mine[place], in: text))
  }

  /// The fault of a text, from the first character on that differs from the normal form.
  private static func fault(
    _ mine: ArraySlice<Unicode.Scalar>, _ other: ArraySlice<Unicode.Scalar>
  ) -> FormFault {
    let scalar = mine[mine.startIndex]
    let alone = NormalForm.composed(scalar)
    if alone != [scalar] {
      if alone.count > 1 { return .takenApart }
      let isIdeograph =
        0xF900...0xFAFF ~= scalar.value || 0x2F800...0x2FA1F ~= scalar.value
      return isIdeograph ? .compatibilityIdeograph : .twin
    }
    if mine.prefix(2).contains(where: { 0x1100...0x11FF ~= $0.value }) { return .hangul }
    let isMark = scalar.properties.canonicalCombiningClass != .notReordered
    let isLater = other.first.map { mine.dropFirst().prefix { isMarked($0) }.contains($0) } == true
    return isMark && isLater ? .order : .apart
  }

  private static func isMarked(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass != .notReordered
  }

  private static func range(of scalar: Unicode.Scalar, in text: Bytes) -> Range<Int> {
    let bytes = Array(String(scalar).utf8)
    let start = text.firstOffset(of: bytes) ?? 0
    return start..<min(start + bytes.count, text.count)
  }
}
