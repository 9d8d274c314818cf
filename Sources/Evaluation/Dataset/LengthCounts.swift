// SPDX-License-Identifier: Apache-2.0

/// How many rows have which length; exact, in memory of the longest row.
package struct LengthCounts: Sendable, Equatable {
  /// One bar of a histogram: lengths from `low` up to and including `high`.
  package struct Bin: Sendable, Equatable {
    package let low: Int
    package let high: Int
    package let rows: Int
  }

  private var counts: [Int: Int] = [:]
  package private(set) var rows = 0
  package private(set) var total = 0

  package init() {}

  package mutating func add(_ length: Int) {
    counts[length, default: 0] += 1
    rows += 1
    total += length
  }

  package var shortest: Int { counts.keys.min() ?? 0 }
  package var longest: Int { counts.keys.max() ?? 0 }
  package var mean: Double { rows > 0 ? Double(total) / Double(rows) : 0 }

  /// The least length that a share of the rows does not exceed (nearest rank).
  package func quantile(_ share: Double) -> Int {
    let rank = max(1, Int((share * Double(rows)).rounded(.up)))
    var seen = 0
    for (length, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if seen >= rank { return length }
    }
    return 0
  }

  /// Rows longer than this.
  package func rows(above length: Int) -> Int {
    counts.reduce(0) { $0 + ($1.key > length ? $1.value : 0) }
  }

  /// Bars of one width that cover all lengths: 1, 2 or 5 times a power of ten, so that there are at
  /// most `most`.
  package func bins(atMost most: Int) -> [Bin] {
    guard rows > 0 else { return [] }
    let width = Self.width(spanning: longest - shortest + 1, most: most)
    let first = shortest / width
    var bars = [Int](repeating: 0, count: longest / width - first + 1)
    for (length, count) in counts { bars[length / width - first] += count }
    return bars.enumerated().map { index, rows in
      Bin(low: (first + index) * width, high: (first + index + 1) * width - 1, rows: rows)
    }
  }

  private static func width(spanning span: Int, most: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] where span <= (most - 1) * factor * power { return factor * power }
      power *= 10
    }
  }
}
