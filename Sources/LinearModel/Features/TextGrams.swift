// SPDX-License-Identifier: Apache-2.0

/// The parts of a text that a linear model looks at: its words, its pairs of words, and runs of 2 to
/// 5 characters within words.
///
/// As scikit-learn's `TfidfVectorizer` finds them: words by `\b\w\w+\b` of the lower-cased text,
/// `ngram_range=(1, 2)`; characters by `analyzer="char_wb"`, `ngram_range=(2, 5)`. A part is known by
/// a hash of 64 bits: of a million parts, two are taken for one with a probability of 3e-8.
struct TextGrams {
  /// Hashes in the order of the text, with repeats.
  private(set) var words: [UInt64] = []
  private(set) var characters: [UInt64] = []

  static let shortest = 2
  static let longest = 5

  init(_ text: String) {
    let scalars = Self.lowercased(text)
    addWords(scalars)
    addCharacters(scalars)
  }

  private static func lowercased(_ text: String) -> [UInt32] {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let isUpper = (65...90).contains(scalar.value)
        scalars.append(isUpper ? scalar.value + 32 : scalar.value)
      } else {
        scalars.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.map(\.value))
      }
    }
    return scalars
  }

  // MARK: Words

  private mutating func addWords(_ scalars: [UInt32]) {
    var previous: UInt64?
    var start = 0
    while start < scalars.count {
      guard Self.isWordPart(scalars[start]) else {
        start += 1
        continue
      }
      var end = start
      var hash = Self.wordSeed
      while end < scalars.count, Self.isWordPart(scalars[end]) {
        hash = Self.mixed(hash, scalars[end])
        end += 1
      }
      if end - start > 1 {
        words.append(hash)
        if let previous { words.append(Self.mixed(previous &* 3, hash)) }
        previous = hash
      }
      start = end
    }
  }

  /// Letters, numbers and the underscore: Python's `\w`.
  private static func isWordPart(_ value: UInt32) -> Bool {
    if value < 128 {
      return (97...122).contains(value) || (48...57).contains(value) || (65...90).contains(value)
        || value == 95
    }
    switch Unicode.Scalar(value)?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  // MARK: Characters

  private mutating func addCharacters(_ scalars: [UInt32]) {
    let space: UInt32 = 32
    for part in scalars.split(whereSeparator: Self.isSpace) {
      let padded = [space] + part + [space]
      for length in Self.shortest...Self.longest {
        // A word that is shorter counts whole, once.
        for start in 0...max(0, padded.count - length) {
          let gram = padded[start..<min(start + length, padded.count)]
          characters.append(gram.reduce(Self.characterSeed, Self.mixed))
        }
        if padded.count <= length { break }
      }
    }
  }

  private static func isSpace(_ value: UInt32) -> Bool {
    value < 128
      ? value == 32 || (9...13).contains(value) || (28...31).contains(value)
      : Unicode.Scalar(value)?.properties.isWhitespace ?? false
  }

  // MARK: Hashes

  private static let wordSeed: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let characterSeed: UInt64 = 0xD1B5_4A32_D192_ED03

  private static func mixed(_ hash: UInt64, _ value: UInt32) -> UInt64 {
    mixed(hash, UInt64(value))
  }

  /// One step of wyhash's mixing: the two halves of a product of 128 bits.
  private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let product = (hash ^ value).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low ^ (hash &<< 1)
  }
}
