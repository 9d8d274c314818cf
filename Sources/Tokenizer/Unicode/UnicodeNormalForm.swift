// SPDX-License-Identifier: Apache-2.0

/// The normal forms of Unicode Standard Annex 15, in the version of Unicode that the reference
/// tokenizers have.
enum UnicodeNormalForm: String, Sendable, CaseIterable {
  case nfc = "NFC"
  case nfd = "NFD"
  case nfkc = "NFKC"
  case nfkd = "NFKD"

  private var isCompatible: Bool { self == .nfkc || self == .nfkd }
  private var composes: Bool { self == .nfc || self == .nfkc }

  /// Stands for a byte that is not UTF-8, in its low bits; it is no scalar.
  private static let rawByte: UInt32 = 1 << 31

  /// Whether a text is in this form for certain; false also where a closer look is needed.
  func leaves(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress else { return true }
    let maps = CharacterMaps.shared
    let wanted = mask
    var place = 0
    while place < text.count {
      if text[place] < 0x80 {
        place += 1
        continue
      }
      let (scalar, length) = UTF8Decoder.scalar(at: base + place, end: base + text.count)
      if scalar != UTF8Decoder.invalid {
        if maps.flags(of: scalar) & wanted != 0 { return false }
        if Hangul.mayChange(scalar, composes: composes) { return false }
      }
      place += length
    }
    return true
  }

  private var mask: UInt8 {
    (isCompatible ? CharacterMaps.decomposesForCompatibility : 0)
      | (composes ? CharacterMaps.mayCompose : CharacterMaps.decomposes | CharacterMaps.combines)
  }

  /// Puts a text into this form.
  func apply(to text: inout [UInt8]) {
    var scalars = decomposed(text)
    Self.reorder(&scalars)
    if composes { Self.compose(&scalars) }
    text.removeAll(keepingCapacity: true)
    for scalar in scalars {
      if scalar & Self.rawByte != 0 {
        text.append(UInt8(scalar & 0xFF))
      } else {
        CharacterReader.append(scalar, to: &text)
      }
    }
  }

  private func decomposed(_ text: [UInt8]) -> [UInt32] {
    let maps = CharacterMaps.shared
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { buffer in
      CharacterReader.forEach(in: buffer) { scalar, place in
        guard scalar != UTF8Decoder.invalid else {
          return scalars.append(Self.rawByte | UInt32(buffer[place.lowerBound]))
        }
        if isCompatible, let parts = maps.compatible[scalar] {
          scalars.append(contentsOf: parts)
        } else if maps.flags(of: scalar) & CharacterMaps.decomposes != 0,
          let parts = maps.canonical[scalar]
        {
          scalars.append(contentsOf: parts)
        } else if !Hangul.decompose(scalar, into: &scalars) {
          scalars.append(scalar)
        }
      }
    }
    return scalars
  }

  /// Puts marks behind a letter into the order of their classes.
  private static func reorder(_ scalars: inout [UInt32]) {
    let maps = CharacterMaps.shared
    var start = 0
    while start < scalars.count {
      guard maps.combiningClass(of: scalars[start]) != 0 else {
        start += 1
        continue
      }
      var end = start + 1
      while end < scalars.count, maps.combiningClass(of: scalars[end]) != 0 { end += 1 }
      if end - start > 1 {
        // The sort is stable.
        scalars[start..<end].sort { maps.combiningClass(of: $0) < maps.combiningClass(of: $1) }
      }
      start = end
    }
  }

  private static func compose(_ scalars: inout [UInt32]) {
    let maps = CharacterMaps.shared
    var out: [UInt32] = []
    out.reserveCapacity(scalars.count)
    var starter: Int?
    var lastClass: UInt8 = 0
    for scalar in scalars {
      let kind = maps.combiningClass(of: scalar)
      if let place = starter, place == out.count - 1 || lastClass != 0 && lastClass < kind,
        let composed = Hangul.composed(out[place], scalar) ?? maps.composed(out[place], scalar)
      {
        out[place] = composed
        continue
      }
      out.append(scalar)
      if kind == 0 { starter = out.count - 1 }
      lastClass = kind
    }
    scalars = out
  }
}

/// Korean syllables, whose parts follow from their numbers.
private enum Hangul {
  private static let syllables: Range<UInt32> = 0xAC00..<0xD7A4
  private static let leads: Range<UInt32> = 0x1100..<0x1113
  private static let vowels: Range<UInt32> = 0x1161..<0x1176
  private static let tails: Range<UInt32> = 0x11A8..<0x11C3

  static func mayChange(_ scalar: UInt32, composes: Bool) -> Bool {
    composes
      ? vowels.contains(scalar) || tails.contains(scalar) : syllables.contains(scalar)
  }

  static func decompose(_ scalar: UInt32, into out: inout [UInt32]) -> Bool {
    guard syllables.contains(scalar) else { return false }
    let index = scalar - syllables.lowerBound
    out.append(leads.lowerBound + index / 588)
    out.append(vowels.lowerBound + index % 588 / 28)
    if index % 28 != 0 { out.append(tails.lowerBound - 1 + index % 28) }
    return true
  }

  static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if leads.contains(first), vowels.contains(second) {
      let lead = first - leads.lowerBound
      return syllables.lowerBound + (lead * 21 + second - vowels.lowerBound) * 28
    }
    if syllables.contains(first), (first - syllables.lowerBound) % 28 == 0, tails.contains(second) {
      return first + second - tails.lowerBound + 1
    }
    return nil
  }
}
