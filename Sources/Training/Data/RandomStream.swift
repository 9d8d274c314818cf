// SPDX-License-Identifier: Apache-2.0

import Platform

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
      SplitMix64.mixed((mixed ^ word) &+ SplitMix64.increment)
    }
  }
}
