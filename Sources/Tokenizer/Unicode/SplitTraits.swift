// SPDX-License-Identifier: Apache-2.0

/// What the splitters after GPT-2's know of a scalar: a bit for each of their character classes.
enum SplitTraits {
  static let letter: UInt8 = 1
  static let mark: UInt8 = 1 << 1
  static let number: UInt8 = 1 << 2
  static let whiteSpace: UInt8 = 1 << 3
  /// `\p{Lu}` or `\p{Lt}`: never within the lower-case end of a word.
  static let upper: UInt8 = 1 << 4
  /// `\p{Ll}`: never within the upper-case beginning of a word.
  static let lower: UInt8 = 1 << 5
  /// `\p{P}` or `\p{S}`.
  static let sign: UInt8 = 1 << 6

  static func of(_ category: CharacterTraits.Category, isSpace: Bool) -> UInt8 {
    var traits: UInt8 = isSpace ? whiteSpace : 0
    if category.isLetter { traits |= letter }
    if category.isMark { traits |= mark }
    if category.isNumber { traits |= number }
    if category.isSign { traits |= sign }
    switch category {
    case .uppercaseLetter, .titlecaseLetter: traits |= upper
    case .lowercaseLetter: traits |= lower
    default: break
    }
    return traits
  }
}
