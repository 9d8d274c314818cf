// SPDX-License-Identifier: Apache-2.0

/// The mean of a figure that each row has by itself.
package enum Mean {
  /// The weighted mean; undefined without rows.
  package static func of(_ values: [Double], weights: [Double]? = nil) -> Figure {
    var sum = 0.0
    var total = 0.0
    for index in values.indices {
      let weight = weights?[index] ?? 1
      sum += weight * values[index]
      total += weight
    }
    return total > 0 ? .value(sum / total) : .undefined("there are no rows")
  }
}
