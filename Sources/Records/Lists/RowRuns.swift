// SPDX-License-Identifier: Apache-2.0

/// The numbers of rows that were looked at, as runs: rows are missing where a fix dropped them.
package struct RowRuns: Sendable {
  package private(set) var count = 0
  /// The place of a run's first row and that row's number.
  private var runs: [(place: Int, row: Int)] = []

  package init() {}

  package mutating func append(_ row: Int) {
    if let last = runs.last, last.row + (count - last.place) == row {
    } else {
      runs.append((count, row))
    }
    count += 1
  }

  package mutating func append(contentsOf next: RowRuns) {
    for run in next.runs {
      if let last = runs.last, last.row + (count + run.place - last.place) == run.row { continue }
      runs.append((count + run.place, run.row))
    }
    count += next.count
  }

  /// All rows in their order.
  package var all: [Int] {
    var rows: [Int] = []
    rows.reserveCapacity(count)
    for (index, run) in runs.enumerated() {
      let end = index + 1 < runs.count ? runs[index + 1].place : count
      rows.append(contentsOf: run.row..<run.row + end - run.place)
    }
    return rows
  }

  /// The row at a place, by binary search.
  package subscript(place: Int) -> Int {
    var low = 0
    var high = runs.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].place <= place { low = middle } else { high = middle - 1 }
    }
    return runs[low].row + (place - runs[low].place)
  }
}
