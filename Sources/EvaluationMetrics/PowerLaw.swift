// SPDX-License-Identifier: Apache-2.0

import Platform

/// How an error falls with the number of examples: `floor + scale * n^-exponent`.
/// Source: Cortes et al., "Learning curves: asymptotic values and rate of convergence" (1993).
package struct PowerLaw: Sendable, Equatable {
  /// An error that was measured at a size.
  package struct Point: Sendable, Equatable {
    package var size: Double
    package var error: Double
    /// How much the point counts: one over its variance.
    package var weight: Double

    package init(size: Double, error: Double, weight: Double = 1) {
      self.size = size
      self.error = error
      self.weight = weight
    }
  }

  package let floor: Double
  package let scale: Double
  package let exponent: Double

  /// The law with the least weighted squares; nil for fewer than three different sizes. Floor and
  /// scale are never negative, so the law never rises and never falls below 0.
  package init?(_ points: [Point]) {
    guard Set(points.map(\.size)).count >= 3, points.allSatisfy({ $0.size > 0 && $0.weight > 0 })
    else { return nil }
    var best: (law: PowerLaw, loss: Double)?
    for step in 1...200 {
      let law = Self.line(points, exponent: Double(step) / 100)
      let loss = points.reduce(0) { sum, point in
        let difference = law.error(at: point.size) - point.error
        return sum + point.weight * difference * difference
      }
      if best.map({ loss < $0.loss }) ?? true { best = (law, loss) }
    }
    guard let best else { return nil }
    self = best.law
  }

  private init(floor: Double, scale: Double, exponent: Double) {
    self.floor = floor
    self.scale = scale
    self.exponent = exponent
  }

  /// The error that the law expects at a size.
  package func error(at size: Double) -> Double {
    floor + scale * pow(size, -exponent)
  }

  /// The size from which the law expects no more than an error; nil when it never falls so low.
  package func size(reaching error: Double) -> Double? {
    if scale == 0 { return error >= floor ? 1 : nil }
    guard error > floor else { return nil }
    return max(1, pow(scale / (error - floor), 1 / exponent))
  }

  /// For a given exponent the law is a straight line in `size^-exponent`.
  private static func line(_ points: [Point], exponent: Double) -> PowerLaw {
    // The powers are taken of size over the smallest, or the sums would lose their digits.
    let unit = points.map(\.size).min() ?? 1
    let powers = points.map { pow($0.size / unit, -exponent) }
    func sum(_ term: (Int) -> Double) -> Double {
      points.indices.reduce(0) { $0 + points[$1].weight * term($1) }
    }
    let count = sum { _ in 1 }
    let meanPower = sum { powers[$0] } / count
    let meanError = sum { points[$0].error } / count
    let spread = sum { (powers[$0] - meanPower) * (powers[$0] - meanPower) }
    let common = sum { (powers[$0] - meanPower) * (points[$0].error - meanError) }
    var scale = max(0, common / spread)
    var floor = meanError - scale * meanPower
    if floor < 0 {
      floor = 0
      scale = sum { powers[$0] * points[$0].error } / sum { powers[$0] * powers[$0] }
    }
    return PowerLaw(floor: floor, scale: scale * pow(unit, exponent), exponent: exponent)
  }
}
