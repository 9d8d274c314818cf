// SPDX-License-Identifier: Apache-2.0

/// Replaces or removes single scalars.
enum ScalarNormalizer: Normalizer {
  case lowercase
  /// Removes marks: those of letters that were decomposed before.
  case stripAccents
  /// The same for marks that take no room, as BERT does.
  case stripNonspacing
  /// SentencePiece's rule of thumb for machine translation: control characters go, odd spaces become
  /// spaces.
  case nmt
  /// BERT: control characters go, white space becomes a space.
  case bertCleaning
  /// BERT: a space on both sides of each Chinese character.
  case bertChinese

  func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .stripAccents, .stripNonspacing, .bertChinese: text.allSatisfy { $0 < 0x80 }
    case .lowercase: text.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
    case .nmt, .bertCleaning: text.allSatisfy { (0x20..<0x7F).contains($0) }
    }
  }

  func apply(to text: inout [UInt8]) {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { buffer in
      CharacterReader.forEach(in: buffer) { scalar, place in
        if scalar == UTF8Decoder.invalid {
          out.append(buffer[place.lowerBound])
        } else {
          append(scalar, to: &out)
        }
      }
    }
    text = out
  }

  private func append(_ scalar: UInt32, to out: inout [UInt8]) {
    switch self {
    case .lowercase:
      if (0x41...0x5A).contains(scalar) {
        out.append(UInt8(scalar | 0x20))
      } else if scalar >= 0x80, let lower = CharacterMaps.shared.lowerCase[scalar] {
        for part in lower { CharacterReader.append(part, to: &out) }
      } else {
        CharacterReader.append(scalar, to: &out)
      }
    case .stripAccents:
      if !has(CharacterTraits.mark, scalar) { CharacterReader.append(scalar, to: &out) }
    case .stripNonspacing:
      if CharacterTraits.shared.category(of: scalar) != .nonspacingMark {
        CharacterReader.append(scalar, to: &out)
      }
    case .nmt:
      if !Self.isNmtControl(scalar) {
        CharacterReader.append(Self.isNmtSpace(scalar) ? 0x20 : scalar, to: &out)
      }
    case .bertCleaning:
      if !has(CharacterTraits.bertControl, scalar) {
        CharacterReader.append(has(CharacterTraits.whiteSpace, scalar) ? 0x20 : scalar, to: &out)
      }
    case .bertChinese:
      let isChinese = Self.chinese.contains { $0.contains(scalar) }
      if isChinese { out.append(0x20) }
      CharacterReader.append(scalar, to: &out)
      if isChinese { out.append(0x20) }
    }
  }

  private func has(_ trait: UInt16, _ scalar: UInt32) -> Bool {
    CharacterTraits.shared.of(scalar) & trait != 0
  }

  private static func isNmtControl(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F, 0x8F, 0x9F: true
    default: false
    }
  }

  private static func isNmtSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x1680, 0x200B...0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD:
      true
    default: false
    }
  }

  /// The ranges of the reference, one with the first number that it has and no other.
  private static let chinese: [ClosedRange<UInt32>] = [
    0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
    0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F,
  ]
}
