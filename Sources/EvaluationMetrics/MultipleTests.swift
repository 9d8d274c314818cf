// SPDX-License-Identifier: Apache-2.0

/// Probabilities of several tests at once, corrected for their number: of twenty tests of nothing, one
/// is below 0.05 by chance alone.
package enum MultipleTests: String, CaseIterable, Sendable {
  /// What is called different is so all at once, but for one time in twenty.
  /// Source: Holm, "A simple sequentially rejective multiple test procedure" (1979).
  case holm
  /// Of all that is called different, one in twenty is not, for independent tests.
  /// Source: Benjamini and Hochberg, "Controlling the false discovery rate" (1995).
  case benjaminiHochberg = "bh"

  /// [tests] The corrected probabilities, in the order of the given ones.
  package func corrected(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let count = Double(values.count)
    var result = values
    switch self {
    case .holm:
      var largest = 0.0
      for (rank, place) in order.enumerated() {
        largest = max(largest, (count - Double(rank)) * values[place])
        result[place] = min(1, largest)
      }
    case .benjaminiHochberg:
      var smallest = 1.0
      for (rank, place) in order.enumerated().reversed() {
        smallest = min(smallest, count / Double(rank + 1) * values[place])
        result[place] = smallest
      }
    }
    return result
  }
}
