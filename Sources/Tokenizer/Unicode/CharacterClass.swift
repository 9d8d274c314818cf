// SPDX-License-Identifier: Apache-2.0

/// What the pre-tokenizer's pattern knows of a scalar: `\p{L}`, `\p{N}`, `\s` or none of them.
enum CharacterClass {
  static let other: UInt8 = 0
  static let letter: UInt8 = 1
  static let number: UInt8 = 2
  static let whiteSpace: UInt8 = 3
}
