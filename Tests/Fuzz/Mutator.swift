// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Makes odd inputs of good ones: the same for the same seed.
struct Mutator {
  private var generator: SeededGenerator
  private static let bytes: [UInt8] = [
    0, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x27, 0x3A, 0x5C, 0x5B, 0x5D, 0x7B, 0x7D, 0x7F, 0x80,
    0xBF,
    0xC2, 0xE2, 0xED, 0xEF, 0xF4, 0xFF, 0x26, 0x3C, 0x3E, 0x2D, 0x23, 0x30, 0x39,
  ]
  private static let longest = 1 << 16

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &generator) }

  /// Between one and eight changes, or a part of another good input put into this one.
  mutating func mutate(_ input: [UInt8], tokens: [[UInt8]], other: [UInt8]) -> [UInt8] {
    var result = input
    for _ in 0...below(8) { change(&result, tokens, other) }
    return Array(result.prefix(Self.longest))
  }

  private mutating func change(_ input: inout [UInt8], _ tokens: [[UInt8]], _ other: [UInt8]) {
    let place = below(input.count + 1)
    switch below(9) {
    case 0: if place < input.count { input[place] ^= 1 << UInt8(below(8)) }
    case 1: if place < input.count { input[place] = Self.bytes[below(Self.bytes.count)] }
    case 2: input.insert(Self.bytes[below(Self.bytes.count)], at: place)
    case 3: input.removeSubrange(range(in: input))
    case 4: input.insert(contentsOf: input[range(in: input)], at: place)
    case 5: input.insert(contentsOf: tokens[below(tokens.count)], at: place)
    case 6: input.insert(contentsOf: other[range(in: other)], at: place)
    case 7: input.removeSubrange(place...)
    default: repeatPart(of: &input, at: place, tokens)
    }
  }

  private mutating func repeatPart(of input: inout [UInt8], at place: Int, _ tokens: [[UInt8]]) {
    let part =
      below(2) == 0 ? tokens[below(tokens.count)] : Array(input[range(in: input)].prefix(64))
    guard !part.isEmpty else { return }
    let copies = min(1 << below(12), Self.longest / part.count)
    input.insert(contentsOf: repeatElement(part, count: copies).joined(), at: place)
  }

  private mutating func range(in bytes: [UInt8]) -> Range<Int> {
    let start = below(bytes.count + 1)
    return start..<min(bytes.count, start + below(1 << below(10)))
  }
}
