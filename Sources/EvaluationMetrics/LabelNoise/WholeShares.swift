// SPDX-License-Identifier: Apache-2.0

/// Numbers rounded to whole ones whose sum is the rounded sum.
enum WholeShares {
  /// The numbers that lose most by rounding are changed by one more, as cleanlab's
  /// `round_preserving_sum` does (after iteround).
  static func rounded(_ values: [Double]) -> [Int] {
    var whole = values.map { $0.rounded(.toNearestOrEven) }
    let wanted = values.reduce(0, +).rounded(.toNearestOrEven)
    while true {
      let missing = Int(wanted - whole.reduce(0, +))
      guard missing != 0, !values.isEmpty else { return whole.map { Int($0) } }
      let losses = zip(values, whole).map { $0 - $1 }
      var order = losses.indices.sorted { (losses[$0], $0) < (losses[$1], $1) }
      if missing > 0 { order.reverse() }
      for place in order.prefix(abs(missing)) { whole[place] += missing > 0 ? 1 : -1 }
    }
  }
}
