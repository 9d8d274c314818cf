// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct MultipleTestsTests {
  /// As `p.adjust` of R gives them.
  @Test(arguments: [
    (MultipleTests.holm, [0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
    (.benjaminiHochberg, [0.01, 0.04, 0.03, 0.005], [0.02, 0.04, 0.04, 0.02]),
    (.holm, [0.9, 0.8], [1, 1]), (.benjaminiHochberg, [0.9, 0.8], [0.9, 0.9]),
    (.holm, [], []), (.benjaminiHochberg, [0.2], [0.2]),
  ]) func probabilitiesAreCorrected(by kind: MultipleTests, values: [Double], wanted: [Double]) {
    let found = kind.corrected(values)
    #expect(found.count == wanted.count)
    #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-12 }, "\(found)")
  }
}
