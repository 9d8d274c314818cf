// SPDX-License-Identifier: Apache-2.0

import Platform

/// A running 64-bit FNV-1a hash: tells one data file from another; no protection against intent.
/// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm".
struct Fingerprint: Sendable, Equatable {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a sequence of tokens; where one ends is part of the hash.
  mutating func add(_ tokens: [Int32]) {
    add(Int32(tokens.count))
    for token in tokens { add(token) }
  }

  /// Adds the weights of tokens, where they differ.
  mutating func add(_ weights: [Float]) {
    if !weights.isEmpty { add(weights.map { Int32(bitPattern: $0.bitPattern) }) }
  }

  private mutating func add(_ token: Int32) {
    for shift in stride(from: 0, to: 32, by: 8) {
      value ^= UInt64(UInt8(truncatingIfNeeded: token >> Int32(shift)))
      value &*= 0x100_0000_01B3
    }
  }

  /// 16 hexadecimal digits.
  var text: String { Hexadecimal.digits(value, count: 16) }
}
