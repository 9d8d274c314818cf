// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

/// What became of the rows: rows in = rows out + rows dropped. Mergeable.
package struct FixReport: Mergeable {
  /// A row that did not stay as it was.
  package struct Entry: Sendable, Equatable {
    package let row: Int
    package let line: Int
    /// The rules whose fixes touched it.
    package let codes: [String]
    /// The number of the row in the output; nil: it was dropped.
    package var newRow: Int?
    package let isValid: Bool
  }

  package private(set) var rowsIn = 0
  package private(set) var trainRows = 0
  package private(set) var validRows = 0
  /// Rows touched, by code. A few codes, counted for each row: faster in a list than by hashing.
  private var counts: [(code: String, rows: Int)] = []
  /// Rows touched, by the places of the steps.
  private var stepCounts: [Int] = []
  package private(set) var dropped: [Entry] = []
  /// All changed and dropped rows, when they were asked for.
  package private(set) var entries: [Entry] = []
  private let keepsEntries: Bool

  package init(keepsEntries: Bool = false) {
    self.keepsEntries = keepsEntries
  }

  package var rowsOut: Int { trainRows + validRows }

  /// Rows touched, by code.
  package var touched: [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ($0.code, $0.rows) })
  }

  /// How many rows a step of the plan touched.
  package func rows(touchedBy place: Int) -> Int {
    place < stepCounts.count ? stepCounts[place] : 0
  }

  package mutating func add(_ record: borrowing EditableRecord, isValid: Bool, isChanged: Bool) {
    let newRow = record.isDropped ? nil : isValid ? validRows : trainRows
    rowsIn += 1
    for (index, code) in record.codes.enumerated() where !record.codes[..<index].contains(code) {
      count(code, 1)
    }
    for step in record.steps { count(step: step, 1) }
    if !record.isDropped { add(isValid: isValid) }
    guard record.isDropped || keepsEntries && isChanged else { return }
    let entry = Entry(
      row: record.number, line: record.line, codes: record.codes, newRow: newRow, isValid: isValid)
    if record.isDropped { dropped.append(entry) }
    if keepsEntries { entries.append(entry) }
  }

  /// Counts a row of the output.
  package mutating func add(isValid: Bool) {
    if isValid { validRows += 1 } else { trainRows += 1 }
  }

  /// Of the training rows so many go to the validation file.
  package mutating func moveToValid(_ count: Int) {
    trainRows -= count
    validRows += count
  }

  private mutating func count(step: Int, _ rows: Int) {
    if step >= stepCounts.count {
      stepCounts += repeatElement(0, count: step + 1 - stepCounts.count)
    }
    stepCounts[step] += rows
  }

  private mutating func count(_ code: String, _ rows: Int) {
    if let index = counts.firstIndex(where: { $0.code == code }) {
      counts[index].rows += rows
    } else {
      counts.append((code, rows))
    }
  }

  package mutating func merge(_ next: FixReport) {
    for var entry in next.entries {
      entry.newRow? += entry.isValid ? validRows : trainRows
      entries.append(entry)
    }
    rowsIn += next.rowsIn
    trainRows += next.trainRows
    validRows += next.validRows
    for (code, rows) in next.counts { count(code, rows) }
    for (step, rows) in next.stepCounts.enumerated() { count(step: step, rows) }
    dropped += next.dropped
  }
}
