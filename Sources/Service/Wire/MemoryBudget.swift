// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The memory that all requests may hold together, besides that of the models. It is reckoned before it
/// is taken: a request that there is no room for is refused, and the others go on.
final class MemoryBudget: Sendable {
  private let limit: Int
  private let held = Mutex(0)

  /// - Parameter limit: in bytes.
  init(limit: Int) { self.limit = limit }

  /// What a new request holds: nothing yet.
  func share() -> MemoryShare { MemoryShare(self) }

  /// - Parameter own: what the request holds already.
  /// - Throws: `APIError` 413 for a request that is too much even alone, 503 where others leave no room.
  fileprivate func take(_ bytes: Int, besides own: Int) throws(APIError) {
    guard bytes <= limit - own else { throw .needsTooMuchMemory(limit: limit) }
    let isTaken = held.withLock { held in
      guard bytes <= limit - held else { return false }
      held += bytes
      return true
    }
    guard isTaken else { throw .outOfMemory }
  }

  fileprivate func give(_ bytes: Int) { held.withLock { $0 -= bytes } }
}

/// What one request holds of the memory for all. It goes with the value.
final class MemoryShare: Sendable {
  private let budget: MemoryBudget
  private let own = Mutex(0)

  fileprivate init(_ budget: MemoryBudget) { self.budget = budget }

  deinit { budget.give(own.withLock { $0 }) }

  /// Whether the request holds anything.
  var isEmpty: Bool { own.withLock { $0 } == 0 }

  /// Takes so many bytes more, until the request is answered.
  /// - Throws: `APIError` 413 or 503 when there is no room for them.
  func take(_ bytes: Int) throws(APIError) {
    try own.withLock { own throws(APIError) in
      try budget.take(bytes, besides: own)
      own += bytes
    }
  }
}
