// SPDX-License-Identifier: Apache-2.0

/// How often predictions of a certain confidence are right. Bin `i` of `m` holds confidences in
/// (i/m, (i+1)/m].
package struct ReliabilityBins: Sendable, Equatable {
  package struct Bin: Sendable, Equatable {
    package let range: ClosedRange<Double>
    package fileprivate(set) var weight = 0.0
    fileprivate var confidenceSum = 0.0
    fileprivate var hits = 0.0

    /// The mean confidence of the bin's rows; nil when it is empty.
    package var confidence: Double? { weight > 0 ? confidenceSum / weight : nil }
    /// The share of the bin's rows that are right; nil when it is empty.
    package var accuracy: Double? { weight > 0 ? hits / weight : nil }
  }

  package private(set) var bins: [Bin]

  /// Sorts rows into `count` bins by the confidence of their prediction.
  package init(
    confidences: [Double], correct: [Bool], count: Int = 15, weights: [Double]? = nil
  ) {
    bins = (0..<count).map {
      Bin(range: (Double($0) / Double(count))...(Double($0 + 1) / Double(count)))
    }
    for row in confidences.indices {
      guard let index = Self.index(of: confidences[row], count: count) else { continue }
      let weight = weights?[row] ?? 1
      bins[index].weight += weight
      bins[index].confidenceSum += weight * confidences[row]
      bins[index].hits += correct[row] ? weight : 0
    }
  }

  /// The mean distance between confidence and accuracy, weighted by the bins' rows.
  /// Source: Naeini et al., "Obtaining well calibrated probabilities using Bayesian binning" (2015).
  package var expectedCalibrationError: Figure {
    let total = bins.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return .undefined("there are no rows") }
    return .value(bins.reduce(0) { $0 + abs($1.hits - $1.confidenceSum) } / total)
  }

  /// The bin with lower edge < confidence <= upper edge, by the very edges that `Bin.range` shows.
  private static func index(of confidence: Double, count: Int) -> Int? {
    guard confidence > 0 else { return nil }
    var index = min(max(Int((confidence * Double(count)).rounded(.up)) - 1, 0), count - 1)
    while index > 0 && confidence <= Double(index) / Double(count) { index -= 1 }
    while index < count - 1 && confidence > Double(index + 1) / Double(count) { index += 1 }
    return index
  }
}
