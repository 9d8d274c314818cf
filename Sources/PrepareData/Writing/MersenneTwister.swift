// SPDX-License-Identifier: Apache-2.0

/// The MT19937 generator (Matsumoto and Nishimura, 1998), seeded by one word.
struct MersenneTwister {
  private static let size = 624
  private static let shift = 397
  private var state: [UInt32]
  private var position = MersenneTwister.size

  init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(Self.size)
    for index in 1..<Self.size {
      let last = state[index - 1]
      state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
    }
  }

  mutating func next() -> UInt32 {
    if position == Self.size { renew() }
    var word = state[position]
    position += 1
    word ^= word >> 11
    word ^= word << 7 & 0x9D2C_5680
    word ^= word << 15 & 0xEFC6_0000
    return word ^ word >> 18
  }

  private mutating func renew() {
    for index in 0..<Self.size {
      let joined =
        state[index] & 0x8000_0000 | state[(index + 1) % Self.size] & 0x7FFF_FFFF
      state[index] =
        state[(index + Self.shift) % Self.size] ^ joined >> 1
        ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    position = 0
  }

  /// A permutation of 0..<count by Fisher and Yates, each place drawn under a bit mask with
  /// rejection, as NumPy's legacy generator does.
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    guard count > 1 else { return order }
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, below(UInt32(last)))
    }
    return order
  }

  /// A number from 0 to `limit`.
  private mutating func below(_ limit: UInt32) -> Int {
    let mask = UInt32.max >> limit.leadingZeroBitCount
    while true {
      let candidate = next() & mask
      if candidate <= limit { return Int(candidate) }
    }
  }
}
