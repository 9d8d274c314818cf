// SPDX-License-Identifier: Apache-2.0

/// Splits texts into runs that are computed together.
package enum BatchSplitter {
  /// Tokens computed at a time: enough to keep every core busy, few enough for the caches.
  package static let tokensPerBatch = 4096

  /// Runs of texts, in their order, of which each has at most `limit` tokens or is a single text.
  /// - Parameter lengths: the tokens of each text.
  package static func runs(_ lengths: [Int], limit: Int = tokensPerBatch) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var first = 0
    var sum = 0
    for (index, length) in lengths.enumerated() {
      if index > first, sum + length > limit {
        runs.append(first..<index)
        first = index
        sum = 0
      }
      sum += length
    }
    if first < lengths.count { runs.append(first..<lengths.count) }
    return runs
  }
}
