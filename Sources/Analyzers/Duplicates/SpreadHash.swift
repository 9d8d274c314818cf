// SPDX-License-Identifier: Apache-2.0

import Dataset

/// A hash by which repeats are found: 64 evenly spread bits of it sort it in, all of it tells it apart.
protocol SpreadHash: BitwiseCopyable, Hashable, Sendable {
  static var zero: Self { get }
  var spread: UInt64 { get }
}

extension UInt64: SpreadHash {
  var spread: UInt64 { self }
}

extension WideHash: SpreadHash {
  static var zero: WideHash { WideHash(first: 0, second: 0) }
  var spread: UInt64 { first }
}
