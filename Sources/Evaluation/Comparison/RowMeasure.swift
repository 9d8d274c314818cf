// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import Platform

/// A figure that is a sum over rows divided by another, so that rows can be drawn again for an interval.
struct RowMeasure: Sendable {
  let key: String
  private let parts: [Double]
  private let wholes: [Double]
  /// Whether the figure is exp of the quotient, as perplexity is.
  private let isExponent: Bool

  /// - Parameters:
  ///   - parts: [rows] What is added up.
  ///   - wholes: [rows] What is divided by: 1 for a mean over rows, tokens for one over tokens.
  init(_ key: String, _ parts: [Double], over wholes: [Double], isExponent: Bool = false) {
    self.key = key
    self.parts = parts
    self.wholes = wholes
    self.isExponent = isExponent
  }

  /// The figure of rows that count so often; nil where nothing is left to divide by.
  func value(weights: [Double]? = nil) -> Double? {
    var (sum, total) = (0.0, 0.0)
    for row in parts.indices {
      let weight = weights?[row] ?? 1
      sum += weight * parts[row]
      total += weight * wholes[row]
    }
    guard total > 0 else { return nil }
    return isExponent ? exp(sum / total) : sum / total
  }

  var figure: Figure {
    value().map { .value($0) } ?? .undefined("no completion token has anything before it")
  }
}
