// SPDX-License-Identifier: Apache-2.0

/// Every use of chance has its own numbers, drawn from the job's seed, the use and a place in the
/// run. Nothing is drawn from a shared sequence, so there is no random state to save, and leaving
/// one use out does not disturb another.
enum RandomStream: UInt64 {
  case order = 1
  case dropout = 2
  case weights = 3
  case tokenDropout = 4

  /// A seed for a place of this use, mixed by SplitMix64's finalizer.
  func seed(_ seed: Int, _ place: Int...) -> UInt64 {
    let words = [rawValue] + place.map { UInt64(bitPattern: Int64($0)) }
    return words.reduce(UInt64(bitPattern: Int64(seed))) { mixed, word in
      var z = (mixed ^ word) &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
