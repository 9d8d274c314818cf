// SPDX-License-Identifier: Apache-2.0

import Foundation
import LanguageModel
import Testing

@Suite struct LabelPrefixesTests {
  /// New, Boston, New York, New York City, New Jersey, and New York once more.
  private let prefixes = LabelPrefixes([[1], [9], [1, 2], [1, 2, 3], [1, 4], [1, 2]])

  @Test func eachLabelKnowsThoseThatGoOnFromIt() {
    #expect(prefixes.continuations[0].sorted() == [2, 4])
    #expect(prefixes.continuations[2] == [3])
    for label in [1, 3, 4, 5] { #expect(prefixes.continuations[label].isEmpty) }
    #expect(prefixes.begins(0) && prefixes.begins(2) && !prefixes.begins(1))
  }

  /// The longer one wins where it follows more often than not, at each fork.
  @Test func bothCanWin() {
    let three = LabelPrefixes([[1], [1, 2], [1, 2, 3]])
    func best(_ york: Double, _ city: Double) -> Int {
      let logs = [0.9, 0.9 * york, 0.9 * york * city].map { log($0) }
      let exclusive = three.exclusive(logs)
      return exclusive.indices.max { exclusive[$0] < exclusive[$1] } ?? 0
    }
    #expect(best(0.3, 0.9) == 0)
    #expect(best(0.8, 0.2) == 1)
    #expect(best(0.9, 0.9) == 2)
  }

  @Test func theLabelsShareTheProbability() {
    let shares = prefixes.exclusive([0.8, 0.2, 0.5, 0.1, 0.2, 0.5].map { log($0) }).map { exp($0) }
    for (found, expected) in zip(shares, [0.1, 0.2, 0.4, 0.1, 0.2, 0.5]) {
      #expect(abs(found - expected) < 1e-12)
    }
    // Rounding may leave less than nothing.
    let rest = LabelPrefixes([[1], [1, 2]]).exclusive([-1, -1])
    #expect(rest[0].isFinite && rest[1] == -1)
  }
}
