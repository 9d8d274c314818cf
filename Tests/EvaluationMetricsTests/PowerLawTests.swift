// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Testing

@Suite struct PowerLawTests {
  private func points(_ error: (Double) -> Double) -> [PowerLaw.Point] {
    [500.0, 1000, 2000, 4000].map { .init(size: $0, error: error($0)) }
  }

  @Test func findsTheLawBehindExactPoints() throws {
    let law = try #require(PowerLaw(points { 0.05 + 9 / $0.squareRoot() }))
    #expect(abs(law.exponent - 0.5) < 0.005)
    #expect(abs(law.floor - 0.05) < 1e-6 && abs(law.scale - 9) < 1e-4)
    #expect(abs(law.error(at: 8000) - (0.05 + 9 / 8000.0.squareRoot())) < 1e-6)
  }

  @Test func neverFallsBelowZeroAndNeverRises() throws {
    // A straight fall would cross 0 before twice the data.
    let steep = try #require(PowerLaw(points { 0.4 - $0 / 10_500 }))
    #expect(steep.floor == 0 && steep.error(at: 1_000_000) >= 0)
    let rising = try #require(PowerLaw(points { $0 / 10_000 }))
    #expect(rising.scale == 0)
    #expect(rising.error(at: 8000) == rising.error(at: 500))
  }

  @Test func weightsDecide() throws {
    var points = points { 9 / $0.squareRoot() }
    points.append(.init(size: 3000, error: 0.9, weight: 1e-9))
    let law = try #require(PowerLaw(points))
    #expect(abs(law.error(at: 3000) - 9 / 3000.0.squareRoot()) < 1e-3)
  }

  @Test func twoSizesAreNoLaw() {
    #expect(PowerLaw([.init(size: 5, error: 0.2), .init(size: 9, error: 0.1)]) == nil)
  }
}
