// SPDX-License-Identifier: Apache-2.0

/// How many tokens the examples have.
package struct TokenSurvey: Mergeable {
  package private(set) var total = 0
  package private(set) var longest = 0
  /// How many rows have a number of tokens.
  package private(set) var histogram: [Int: Int] = [:]
  /// Rows over the limit.
  package private(set) var overlong: [Int] = []

  mutating func add(_ tokens: Int, row: Int, limit: Int) {
    total += tokens
    longest = max(longest, tokens)
    histogram[tokens, default: 0] += 1
    if tokens > limit { overlong.append(row) }
  }

  package mutating func merge(_ next: TokenSurvey) {
    total += next.total
    longest = max(longest, next.longest)
    histogram.merge(next.histogram, uniquingKeysWith: +)
    overlong.append(contentsOf: next.overlong)
  }

  /// The number of tokens that a share of the rows does not exceed; 0 without rows.
  package func quantile(_ share: Double) -> Int {
    let needed = (Double(histogram.values.reduce(0, +)) * share).rounded(.up)
    var seen = 0
    for (length, rows) in histogram.sorted(by: { $0.key < $1.key }) {
      seen += rows
      if Double(seen) >= needed { return length }
    }
    return 0
  }
}
