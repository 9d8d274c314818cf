// SPDX-License-Identifier: Apache-2.0

import CText
package import Dataset

/// What a text is made of, found in one pass over its bytes, so that costly searches can leave out
/// the many texts that cannot hold what they look for.
package struct TextTraits: Sendable {
  /// Whether no character is outside ASCII.
  package private(set) var isASCII = false
  /// Whether there may be bytes below U+0020 or U+007F: line breaks, tabs and controls.
  package private(set) var hasControls = true
  /// ASCII digits; no limit is known where other scripts may have digits too.
  package private(set) var digits = Int32.max
  /// Whether there are `longWord` letters, digits, `_` or `-` in a row; no such run is known where
  /// other scripts are.
  package private(set) var hasLongWord = true
  /// Whether a digit, a full stop and a digit stand in a row, as in addresses; it may be so where other
  /// scripts are.
  package private(set) var hasDottedDigits = true
  /// A bit for each punctuation mark of ASCII that there may be.
  private var marks = UInt32.max
  /// Capitals of ASCII. Numbers of 32 bits make the whole small enough to be passed in registers.
  private var upper = Int32.max

  /// The shortest word that a rule may call long.
  static let longWord = Int(ASSAY_LONG_WORD)

  /// Of a text that nobody has looked at: anything may be in it.
  package init() {}

  /// Of a text without any character.
  package static let none = TextTraits(of: Bytes(start: nil, count: 0))

  package init(of text: Bytes) {
    let traits = assay_text_traits(text.baseAddress, text.count)
    isASCII = traits.is_ascii
    hasControls = traits.has_controls
    upper = Int32(clamping: traits.upper)
    marks = traits.marks
    guard isASCII else { return }
    digits = Int32(clamping: traits.digits)
    hasLongWord = traits.has_long_word
    hasDottedDigits = traits.has_dotted_digits
  }

  /// Takes in what another text is made of: what neither of the two can hold the whole cannot.
  package mutating func formUnion(_ other: TextTraits) {
    isASCII = isASCII && other.isASCII
    hasControls = hasControls || other.hasControls
    digits = max(digits, other.digits)
    hasLongWord = hasLongWord || other.hasLongWord
    hasDottedDigits = hasDottedDigits || other.hasDottedDigits
    marks |= other.marks
    upper = max(upper, other.upper)
  }

  /// Whether a text of these traits may hold a text of other traits.
  package func mayHold(_ part: TextTraits) -> Bool {
    part.marks & ~marks == 0 && part.upper <= upper && (part.isASCII || !isASCII)
  }

  /// The letters of either case in a text of any script. A capital without a small letter, as in
  /// mathematics, is none.
  package static func letters(of text: Bytes) -> (upper: Int, lower: Int) {
    let found = assay_text_letters(text.baseAddress, text.count)
    var letters = (upper: found.upper, lower: found.lower)
    guard !found.is_ascii else { return letters }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      let properties = scalar.properties
      if properties.isUppercase && properties.changesWhenLowercased { letters.upper += 1 }
      if properties.isLowercase { letters.lower += 1 }
    }
    return letters
  }
}
