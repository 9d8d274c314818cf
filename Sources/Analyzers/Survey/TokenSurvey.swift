// SPDX-License-Identifier: Apache-2.0

import Dataset
import Records

/// How many tokens the examples have.
package struct TokenSurvey: Mergeable {
  package private(set) var total = 0
  package private(set) var longest = 0
  /// How many rows have a number of tokens; short rows, which are nearly all, in a list.
  private var short = [Int](repeating: 0, count: 512)
  private var long: [Int: Int] = [:]
  /// Rows over the limit.
  package private(set) var overlong: [Int] = []

  package mutating func add(_ tokens: Int, row: Int, limit: Int) {
    total += tokens
    longest = max(longest, tokens)
    if tokens < short.count { short[tokens] += 1 } else { long[tokens, default: 0] += 1 }
    if tokens > limit { overlong.append(row) }
  }

  package mutating func merge(_ next: TokenSurvey) {
    total += next.total
    longest = max(longest, next.longest)
    for length in short.indices { short[length] += next.short[length] }
    long.merge(next.long, uniquingKeysWith: +)
    overlong.append(contentsOf: next.overlong)
  }

  /// How many rows have a number of tokens.
  package var histogram: [Int: Int] {
    var histogram = long
    for (length, rows) in short.enumerated() where rows > 0 { histogram[length] = rows }
    return histogram
  }

  /// The number of tokens that a share of the rows does not exceed; 0 without rows.
  package func quantile(_ share: Double) -> Int {
    let histogram = histogram
    let needed = (Double(histogram.values.reduce(0, +)) * share).rounded(.up)
    var seen = 0
    for (length, rows) in histogram.sorted(by: { $0.key < $1.key }) {
      seen += rows
      if Double(seen) >= needed { return length }
    }
    return 0
  }
}
