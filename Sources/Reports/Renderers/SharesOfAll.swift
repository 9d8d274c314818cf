// SPDX-License-Identifier: Apache-2.0

/// The last column of a table that parts all rows of a file, such as into classes: bars are compared
/// with the largest, and of many parts the smallest are worth a look too.
struct SharesOfAll {
  /// The largest share, at least a little.
  let largest: Double

  /// Nil where the table is none of that kind.
  init?(_ table: ReportTable) {
    guard let column = table.columns.indices.last, case .part = table.columns[column] else {
      return nil
    }
    let shares = table.rows.compactMap { row -> Double? in
      if case .number(let share) = row[column] { share } else { nil }
    }
    largest = max(shares.max() ?? 1, .leastNormalMagnitude)
  }

  /// How many of the first rows stand above the gap.
  func headCount(room: Int) -> Int { room - room / 3 }

  /// The first and the last rows where there is no room for all.
  func ends(of rows: [[ReportTable.Cell]], room: Int) -> [[ReportTable.Cell]] {
    guard rows.count > room else { return rows }
    let head = headCount(room: room)
    return Array(rows.prefix(head)) + Array(rows.suffix(room - head))
  }
}
