// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// What all rows of a file come to.
package struct LossSummary: Sendable {
  package private(set) var rows = 0
  package private(set) var counts: [TokenFate: Int] = [:]
  /// The rows of each fact, by its name in the order of their appearance.
  package private(set) var found: [(fact: LossFact, rows: [Int])] = []

  package init() {}

  package mutating func add(_ row: RowView) {
    rows += 1
    for fate in [TokenFate.trained, .masked, .cut] { counts[fate, default: 0] += row.count(fate) }
    for fact in row.facts {
      if let place = found.firstIndex(where: { $0.fact == fact }) {
        found[place].rows.append(row.number)
      } else {
        found.append((fact, [row.number]))
      }
    }
  }

  /// Whether there are rows from which nothing is learned.
  package var hasErrors: Bool { found.contains { $0.fact.isError } }

  /// `3 rows: 120 tokens are trained, 80 masked, 4 cut`
  package var sentence: String {
    "\(Plural.counted(rows, "row")): \(Plural.counted(counts[.trained] ?? 0, "token")) trained, "
      + "\(Plural.grouped(counts[.masked] ?? 0)) masked, \(Plural.grouped(counts[.cut] ?? 0)) cut"
  }

  private static let mostRows = 10

  /// A line for each fact: what is wrong, in which rows, and what to do.
  package func lines(of file: String) -> [String] {
    found.map { fact, rows in
      let some = rows.prefix(Self.mostRows).map(String.init).joined(separator: ", ")
      let more = rows.count > Self.mostRows ? " and \(rows.count - Self.mostRows) more" : ""
      return "\(file): \(fact.isError ? "error" : "warning") \(fact.name): \(fact.message), in "
        + "\(rows.count == 1 ? "row" : "rows") \(some)\(more). \(fact.remedy)"
    }
  }
}
