// SPDX-License-Identifier: Apache-2.0

import Platform

/// Whether two models that saw the same rows differ in accuracy, by the rows only one of them has
/// right. Source: McNemar, "Note on the sampling error of the difference between correlated
/// proportions" (1947), in its exact binomial form.
package struct McNemar: Sendable, Equatable {
  /// Rows that only the first model has right.
  package let onlyFirst: Int
  /// Rows that only the second model has right.
  package let onlySecond: Int
  /// The two-sided probability of so uneven a split by chance.
  package let pValue: Double

  package init(first: [Bool], second: [Bool]) {
    onlyFirst = zip(first, second).count { $0 && !$1 }
    onlySecond = zip(first, second).count { !$0 && $1 }
    pValue = Self.probability(min(onlyFirst, onlySecond), of: onlyFirst + onlySecond)
  }

  /// Twice the chance of at most `count` heads in `total` throws, at most 1.
  private static func probability(_ count: Int, of total: Int) -> Double {
    let whole = Double(total)
    let tail = (0...count).reduce(0.0) { sum, heads in
      let heads = Double(heads)
      let ways = lgamma(whole + 1) - lgamma(heads + 1) - lgamma(whole - heads + 1)
      return sum + exp(ways - whole * log(2))
    }
    return min(1, 2 * tail)
  }
}
