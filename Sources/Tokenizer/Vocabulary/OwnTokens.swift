// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The tokens that merges make by their bytes: a word that is one of them need not be merged. The table
/// is made when somebody has enough words for it.
final class OwnTokens: Sendable {
  private let tokens: (bytes: [UInt8], offsets: [Int32])
  private let added: Set<Int32>
  private let made = Mutex<TokenIndex?>(nil)

  /// - Parameter added: tokens that are none of a word, whatever their names.
  init(_ tokens: (bytes: [UInt8], offsets: [Int32]), besides added: Set<Int32>) {
    self.tokens = tokens
    self.added = added
  }

  var index: TokenIndex {
    made.withLock { made in
      if let made { return made }
      let ids = (0..<Int32(tokens.offsets.count - 1)).filter { !added.contains($0) }
      let index = TokenIndex(tokens, ids: ids)
      made = index
      return index
    }
  }
}
