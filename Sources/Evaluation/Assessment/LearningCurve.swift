// SPDX-License-Identifier: Apache-2.0

import AssayCore
package import EvaluationMetrics
import Platform

/// How a figure grows with the number of training rows, and how it is expected to go on.
package struct LearningCurve: Sendable {
  /// A figure that was measured.
  package struct Point: Sendable, Equatable {
    /// Training rows; the mean where several folds were tested.
    package let rows: Double
    package let testedRows: Int
    package let value: Double
  }

  /// What the law expects for a number of training rows, with an interval of 95 %.
  package struct Forecast: Sendable, Equatable {
    package let rows: Int
    package let value: Double
    package let interval: ConfidenceInterval
  }

  package let points: [Point]
  /// Of 1 minus the figure; nil for fewer than three sizes.
  package let law: PowerLaw?
  private let resampled: [PowerLaw]

  private static let resamples = 1_000

  /// - Parameter seed: of the resamples that the intervals rest on.
  init(_ points: [Point], seed: UInt64) {
    self.points = points
    law = PowerLaw(points.map { Self.error($0, 1 - $0.value) })
    var generator = SeededGenerator(seed: seed)
    resampled =
      law == nil
      ? []
      : (0..<Self.resamples).compactMap { _ in
        PowerLaw(points.map { Self.error($0, Self.redrawn($0, using: &generator)) })
      }
  }

  /// What to expect of a model trained on so many rows; nil without a law.
  package func forecast(rows: Int) -> Forecast? {
    guard let law else { return nil }
    let values = resampled.map { 1 - $0.error(at: Double(rows)) }.sorted()
    func quantile(_ share: Double) -> Double {
      values[Int((share * Double(values.count - 1)).rounded())]
    }
    return Forecast(
      rows: rows, value: 1 - law.error(at: Double(rows)),
      interval: ConfidenceInterval(low: quantile(0.025), high: quantile(0.975)))
  }

  /// How many training rows a value takes.
  package struct Demand: Sendable, Equatable {
    /// Nil when the law never gets there.
    package let rows: Double?
    /// Of 95 % of the laws that the points allow; infinite where some never get there.
    package let interval: ClosedRange<Double>
  }

  /// How many training rows it takes to reach a value; nil without a law.
  package func demand(for value: Double) -> Demand? {
    guard let law, !resampled.isEmpty else { return nil }
    let sizes = resampled.map { $0.size(reaching: 1 - value) ?? .infinity }.sorted()
    func quantile(_ share: Double) -> Double {
      sizes[Int((share * Double(sizes.count - 1)).rounded())]
    }
    return Demand(
      rows: law.size(reaching: 1 - value), interval: quantile(0.025)...quantile(0.975))
  }

  private static func error(_ point: Point, _ error: Double) -> PowerLaw.Point {
    PowerLaw.Point(size: point.rows, error: error, weight: 1 / variance(point))
  }

  /// The variance of a share of the tested rows, never 0.
  private static func variance(_ point: Point) -> Double {
    let total = Double(max(point.testedRows, 1))
    return max(point.value * (1 - point.value), 0.25 / total) / total
  }

  /// The error as another set of rows might have shown it, by Box and Muller's method.
  private static func redrawn(_ point: Point, using generator: inout SeededGenerator) -> Double {
    let radius = (-2 * log(1 - generator.nextUnit())).squareRoot()
    let noise = radius * cos(2 * .pi * generator.nextUnit())
    return min(max(1 - point.value + noise * variance(point).squareRoot(), 0), 1)
  }
}
