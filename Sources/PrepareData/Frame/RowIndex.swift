// SPDX-License-Identifier: Apache-2.0

/// The labels of a frame's rows. The original drops rows by label, so two rows of one label go
/// together and a position that is no label is a failure.
package enum RowIndex: Sendable, Equatable {
  /// Row i has label i.
  case range(Int)
  /// Whole numbers: what is left of a range, or the keys of a JSON object.
  case numbers([Int])
  /// Labels that are never whole numbers: a surplus column of a CSV file, other JSON keys.
  case texts([[UInt8]])
  /// Labels made of several surplus columns.
  case tuples([[UInt8]])

  var count: Int {
    switch self {
    case .range(let count): count
    case .numbers(let labels): labels.count
    case .texts(let labels), .tuples(let labels): labels.count
    }
  }

  /// The labels of the given rows.
  func selected(_ rows: [Int]) -> RowIndex {
    switch self {
    case .range: .numbers(rows)
    case .numbers(let labels): .numbers(rows.map { labels[$0] })
    case .texts(let labels): .texts(rows.map { labels[$0] })
    case .tuples(let labels): .tuples(rows.map { labels[$0] })
    }
  }

  /// Which rows stay when the labels of `rows` are dropped.
  func keeping(without rows: some Sequence<Int>) -> [Bool] {
    switch self {
    case .range(let count):
      var keep = [Bool](repeating: true, count: count)
      for row in rows { keep[row] = false }
      return keep
    case .numbers(let labels):
      let dropped = Set(rows.map { labels[$0] })
      return labels.map { !dropped.contains($0) }
    case .texts(let labels), .tuples(let labels):
      let dropped = Set(rows.map { labels[$0] })
      return labels.map { !dropped.contains($0) }
    }
  }

  /// Which rows stay when the numbers themselves are dropped as labels; nil when one is no label.
  func keeping(withoutLabels dropped: [Int]) -> [Bool]? {
    guard !dropped.isEmpty else { return [Bool](repeating: true, count: count) }
    switch self {
    case .range(let count):
      return dropped.contains { $0 >= count } ? nil : keeping(without: dropped)
    case .numbers(let labels):
      guard Set(dropped).isSubset(of: labels) else { return nil }
      let dropped = Set(dropped)
      return labels.map { !dropped.contains($0) }
    case .texts:
      return nil
    case .tuples(let labels):
      // Where tuples repeat, pandas looks among their first parts and finds nothing to drop.
      return Set(labels).count == labels.count ? nil : [Bool](repeating: true, count: count)
    }
  }
}
