// SPDX-License-Identifier: Apache-2.0

import Dataset

/// A 128-bit hash of bytes that come in parts, the same in every run. It tells files apart, not
/// forgers: whoever can write the cache can write the report too.
package struct ContentHash: Sendable {
  private var state: (UInt64, UInt64) = (0, 0x5851_F42D_4C95_7F2D)

  package init() {}

  /// Adds bytes; the parts count, so they must be cut alike each time.
  package mutating func update(_ bytes: [UInt8]) {
    state.0 = ByteHash.hash(bytes, seed: state.0)
    state.1 = ByteHash.hash(bytes, seed: state.1)
  }

  package mutating func update(_ text: String) { update(Array(text.utf8)) }

  /// Thirty-two hexadecimal digits.
  package var text: String { RowKey.digits(state.0) + RowKey.digits(state.1) }
}
