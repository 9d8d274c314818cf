// SPDX-License-Identifier: Apache-2.0

/// Counts of true classes (rows) by predicted classes (columns).
package struct ReportMatrix: Sendable, Equatable {
  package var title: String
  package var labels: [String]
  package var counts: [[Int]]
  /// The columns of the report's table of records that hold a row's true and its predicted class,
  /// so that a page can show the records behind a cell.
  package var recordColumns: [String]

  package init(title: String, labels: [String], counts: [[Int]], recordColumns: [String] = []) {
    self.recordColumns = recordColumns
    self.title = title
    self.labels = labels
    self.counts = counts
  }
}

extension ReportMatrix {
  /// Up to so many classes people read as a table, in the order that they know. In a larger matrix
  /// nobody looks a class up, one looks for what is mixed up.
  package static let largestTable = 16

  /// The matrix with classes that are taken for one another side by side, the worst first: from a
  /// class the order goes on to the one it is confused with most.
  package var orderedByConfusion: ReportMatrix {
    var left = Set(labels.indices)
    var order: [Int] = []
    let faults = labels.indices.map { one in
      labels.indices.reduce(0) { $0 + (one == $1 ? 0 : counts[one][$1] + counts[$1][one]) }
    }
    while !left.isEmpty {
      let last = order.last
      // Ties in the order that the classes had.
      let next = left.min { one, other in
        let links = last.map { (shared($0, one), shared($0, other)) } ?? (0, 0)
        if links.0 != links.1 { return links.0 > links.1 }
        return faults[one] != faults[other] ? faults[one] > faults[other] : one < other
      }
      guard let next else { break }
      left.remove(next)
      order.append(next)
    }
    var ordered = self
    ordered.labels = order.map { labels[$0] }
    ordered.counts = order.map { row in order.map { counts[row][$0] } }
    return ordered
  }

  /// Rows of one class that were taken for the other, either way.
  private func shared(_ one: Int, _ other: Int) -> Int { counts[one][other] + counts[other][one] }
}
