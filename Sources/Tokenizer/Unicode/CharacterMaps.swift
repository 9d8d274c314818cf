// SPDX-License-Identifier: Apache-2.0

import CEmbedded

/// Decompositions, compositions, combining classes and lower case of scalars, as the reference
/// tokenizers have them.
final class CharacterMaps: Sendable {
  static let shared = CharacterMaps()

  /// What is said of a scalar in `flags`.
  static let decomposes: UInt8 = 1
  static let decomposesForCompatibility: UInt8 = 1 << 1
  static let combines: UInt8 = 1 << 2
  /// NFC may change it, or put it into another place.
  static let mayCompose: UInt8 = 1 << 3

  let canonical: [UInt32: [UInt32]]
  let compatible: [UInt32: [UInt32]]
  let lowerCase: [UInt32: [UInt32]]
  private let classes: [UInt32: UInt8]
  private let pairs: [UInt64: UInt32]
  private let flags: [UInt8]

  private init() {
    let file = assay_character_maps()
    var reader = Reader(data: UnsafeRawBufferPointer(start: file.bytes, count: file.size))
    canonical = reader.mappings()
    compatible = reader.mappings()
    lowerCase = reader.mappings()
    classes = reader.classes()
    pairs = reader.pairs()
    flags = Self.flags(canonical, compatible, classes: classes, pairs: pairs)
  }

  /// The flags of a scalar; Hangul is not in them.
  @inline(__always)
  func flags(of scalar: UInt32) -> UInt8 {
    Int(scalar) < flags.count ? flags[Int(scalar)] : 0
  }

  func combiningClass(of scalar: UInt32) -> UInt8 {
    flags(of: scalar) & Self.combines == 0 ? 0 : classes[scalar] ?? 0
  }

  /// What two scalars become together.
  func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    pairs[UInt64(first) << 32 | UInt64(second)]
  }

  private static func flags(
    _ canonical: [UInt32: [UInt32]], _ compatible: [UInt32: [UInt32]], classes: [UInt32: UInt8],
    pairs: [UInt64: UInt32]
  ) -> [UInt8] {
    let composites = Set(pairs.values)
    let keys = [canonical.keys.max(), compatible.keys.max(), classes.keys.max()]
    var flags = [UInt8](repeating: 0, count: Int(keys.compactMap { $0 }.max() ?? 0) + 1)
    for scalar in canonical.keys {
      flags[Int(scalar)] |= decomposes | decomposesForCompatibility
      if !composites.contains(scalar) { flags[Int(scalar)] |= mayCompose }
    }
    for scalar in compatible.keys { flags[Int(scalar)] |= decomposesForCompatibility }
    for scalar in classes.keys { flags[Int(scalar)] |= combines | mayCompose }
    for pair in pairs.keys { flags[Int(pair & 0xFFFF_FFFF)] |= mayCompose }
    return flags
  }

  /// Reads the file that `make_unicode_tables.py` describes.
  private struct Reader {
    let data: UnsafeRawBufferPointer
    private var place = 0

    init(data: UnsafeRawBufferPointer) {
      self.data = data
    }

    private mutating func number() -> UInt32 {
      defer { place += 4 }
      return UInt32(littleEndian: data.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }

    mutating func mappings() -> [UInt32: [UInt32]] {
      var mappings: [UInt32: [UInt32]] = [:]
      for _ in 0..<number() {
        let scalar = number()
        let length = Int(data[place])
        let text = String(decoding: data[place + 1..<place + 1 + length], as: UTF8.self)
        mappings[scalar] = text.unicodeScalars.map(\.value)
        place += 1 + length
      }
      return mappings
    }

    mutating func classes() -> [UInt32: UInt8] {
      var classes: [UInt32: UInt8] = [:]
      for _ in 0..<number() {
        let entry = number()
        classes[entry >> 8] = UInt8(entry & 0xFF)
      }
      return classes
    }

    mutating func pairs() -> [UInt64: UInt32] {
      var pairs: [UInt64: UInt32] = [:]
      for _ in 0..<number() {
        let key = UInt64(number()) << 32 | UInt64(number())
        pairs[key] = number()
      }
      return pairs
    }
  }
}
