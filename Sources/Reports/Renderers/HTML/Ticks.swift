// SPDX-License-Identifier: Apache-2.0

import Platform

/// Round numbers along an axis.
struct Ticks {
  let values: [Double]
  let digits: Int

  /// About `count` steps of 1, 2 or 5 times a power of ten that lie inside the range.
  /// - Parameter areWhole: whether numbers between whole ones mean nothing.
  init(_ range: ClosedRange<Double>, count: Int = 5, areWhole: Bool = false) {
    let span = range.upperBound - range.lowerBound
    let rough = span / Double(count)
    guard rough > 0, rough.isFinite else {
      values = [range.lowerBound]
      digits = 2
      return
    }
    let power = pow(10, floor(log10(rough)))
    let round = power * ([1, 2, 5].first { $0 * power >= rough * 0.999 } ?? 10)
    let step = areWhole ? max(1, round) : round
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    values = stride(from: first, through: last, by: 1).map { $0 * step }
    digits = max(0, Int((-floor(log10(step))).rounded()))
  }

  func text(_ value: Double) -> String {
    digits == 0 && abs(value) >= 1000
      ? NumberText.count(Int(value)) : NumberText.fixed(value, digits: min(digits, 8))
  }
}
