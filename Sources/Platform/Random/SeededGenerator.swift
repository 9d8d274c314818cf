// SPDX-License-Identifier: Apache-2.0

/// xoshiro256**: small, fast, and the same numbers on every machine for a seed.
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021). The seed is
/// spread by SplitMix64 as they advise.
package struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  /// The whole state, so that a run can be resumed to the same bits.
  package private(set) var state: (UInt64, UInt64, UInt64, UInt64)

  package init(seed: UInt64) {
    var mixer = seed
    func next() -> UInt64 {
      mixer &+= SplitMix64.increment
      return SplitMix64.mixed(mixer)
    }
    state = (next(), next(), next(), next())
  }

  /// Continues from a state that `state` gave.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  package mutating func next() -> UInt64 {
    func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
      (value << count) | (value >> (64 - count))
    }
    let result = rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotated(state.3, by: 45)
    return result
  }

  package static func == (left: SeededGenerator, right: SeededGenerator) -> Bool {
    left.state == right.state
  }
}

extension SeededGenerator {
  /// A number in [0, 1) with 53 random bits.
  package mutating func nextUnit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number in 0..<bound, without bias. `bound` must be positive.
  package mutating func next(below bound: Int) -> Int {
    Int.random(in: 0..<bound, using: &self)
  }
}
