// SPDX-License-Identifier: Apache-2.0

extension ConfidenceInterval {
  /// The interval of 95 % of a share of independent rows, from the counts alone. It stays between 0 and
  /// 1 and has a width also where all rows are right.
  /// Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
  /// - Parameter confidence: how often the interval holds the share; nil for 95 %.
  /// - Returns: nil where there are no rows.
  package static func share(
    _ hits: Int, of total: Int, confidence: Double? = nil
  ) -> ConfidenceInterval? {
    guard total > 0 else { return nil }
    let normal = confidence.map { NormalDistribution.quantile((1 + $0) / 2) } ?? 1.959_964
    let rows = Double(total)
    let share = Double(hits) / rows
    let part = normal * normal / rows
    let center = (share + part / 2) / (1 + part)
    let spread =
      normal / (1 + part) * (share * (1 - share) / rows + part / (4 * rows)).squareRoot()
    return ConfidenceInterval(
      low: hits == 0 ? 0 : center - spread, high: hits == total ? 1 : center + spread)
  }
}
