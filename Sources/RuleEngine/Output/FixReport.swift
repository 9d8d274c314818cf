// SPDX-License-Identifier: Apache-2.0

package import JSON

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
  /// Rows touched, by code.
  package private(set) var touched: [String: Int] = [:]
  package private(set) var dropped: [Entry] = []
  /// All changed and dropped rows, when they were asked for.
  package private(set) var entries: [Entry] = []
  private let keepsEntries: Bool

  package init(keepsEntries: Bool = false) {
    self.keepsEntries = keepsEntries
  }

  package var rowsOut: Int { trainRows + validRows }

  mutating func add(_ record: EditableRecord, isValid: Bool, isChanged: Bool) {
    rowsIn += 1
    for code in Set(record.codes) { touched[code, default: 0] += 1 }
    var entry = Entry(
      row: record.number, line: record.line, codes: record.codes, newRow: nil, isValid: isValid)
    if record.isDropped {
      dropped.append(entry)
    } else if isValid {
      entry.newRow = validRows
      validRows += 1
    } else {
      entry.newRow = trainRows
      trainRows += 1
    }
    if keepsEntries && (isChanged || record.isDropped) { entries.append(entry) }
  }

  package mutating func merge(_ next: FixReport) {
    for var entry in next.entries {
      entry.newRow? += entry.isValid ? validRows : trainRows
      entries.append(entry)
    }
    rowsIn += next.rowsIn
    trainRows += next.trainRows
    validRows += next.validRows
    touched.merge(next.touched, uniquingKeysWith: +)
    dropped += next.dropped
  }
}

extension FixReport.Entry {
  /// A line of the report file.
  package func json(_ names: OutputNames) -> JSONValue {
    [
      "row": .integer(row), "line": .integer(line),
      "action": .string(newRow == nil ? "dropped" : "changed"),
      "codes": .array(codes.map { .string($0) }),
      "file": newRow == nil ? .null : .string(isValid ? names.valid ?? names.train : names.train),
      "new_row": newRow.map { .integer($0) } ?? .null,
    ]
  }
}
