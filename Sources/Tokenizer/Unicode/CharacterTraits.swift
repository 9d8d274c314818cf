// SPDX-License-Identifier: Apache-2.0

import CEmbedded

/// What the reference tokenizers know of each Unicode scalar.
final class CharacterTraits: Sendable {
  /// The general categories, in the order of the file.
  enum Category: UInt8, CaseIterable {
    case unassigned, uppercaseLetter, lowercaseLetter, titlecaseLetter, modifierLetter, otherLetter
    case nonspacingMark, spacingMark, enclosingMark, decimalNumber, letterNumber, otherNumber
    case connectorPunctuation, dashPunctuation, openPunctuation, closePunctuation
    case initialPunctuation, finalPunctuation, otherPunctuation
    case mathSymbol, currencySymbol, modifierSymbol, otherSymbol
    case spaceSeparator, lineSeparator, paragraphSeparator
    case control, format, privateUse
  }

  /// Bits beside the category, which takes the low five.
  static let whiteSpace: UInt16 = 1 << 5
  /// `\w` of regular expressions.
  static let word: UInt16 = 1 << 6
  /// What BERT's splitting takes for punctuation.
  static let bertPunctuation: UInt16 = 1 << 7
  /// What BERT's cleaning removes.
  static let bertControl: UInt16 = 1 << 8
  /// What the removal of accents removes.
  static let mark: UInt16 = 1 << 9
  static let numeric: UInt16 = 1 << 10

  static let shared = CharacterTraits()

  /// The traits of the scalars below its count; later ones have those of its last entry.
  private let table: [UInt16]
  /// The lists of changes: the first scalar of each, and the traits from there on.
  let changes: [(scalar: UInt32, traits: UInt16)]

  private init() {
    let file = assay_character_traits()
    let data = UnsafeRawBufferPointer(start: file.bytes, count: file.size)
    changes = stride(from: 0, to: data.count, by: 4).map {
      let entry = UInt32(littleEndian: data.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
      return (entry >> 11, UInt16(truncatingIfNeeded: entry & 0x7FF))
    }
    var table: [UInt16] = []
    var last: UInt16 = 0
    for (scalar, traits) in changes {
      table.append(contentsOf: repeatElement(last, count: Int(scalar) - table.count))
      last = traits
    }
    table.append(last)
    self.table = table
  }

  /// The traits of a scalar; a byte that is not UTF-8 has none.
  @inline(__always)
  func of(_ scalar: UInt32) -> UInt16 {
    if scalar == UTF8Decoder.invalid { return 0 }
    return table[min(Int(scalar), table.count - 1)]
  }

  func category(of scalar: UInt32) -> Category {
    Category(rawValue: UInt8(of(scalar) & 0x1F)) ?? .unassigned
  }
}
