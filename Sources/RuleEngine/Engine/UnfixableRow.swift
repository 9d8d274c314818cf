// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Rows that no fix can make an example of, whatever rules apply: a file with one is not written.
struct UnfixableRow {
  let source: any RowSource
  let profile: Profile

  /// The error about the first such row; nil when there is none.
  func error() throws(AssayError) -> AssayError? {
    let nested = Field.allCases.filter { profile.survey(of: $0).count(.nested) > 0 }
    guard !nested.isEmpty else { return nil }
    var found: AssayError?
    var reader = try source.open()
    while found == nil, let rows = try reader.next() {
      RecordBatch(rows, names: profile.names).visit { record in
        guard found == nil else { return }
        found = nested.lazy.filter { record.kind(of: $0) == .nested }.first.map {
          nestedValue($0, record)
        }
      }
    }
    return found
  }

  private func nestedValue(_ field: Field, _ record: Record) -> AssayError {
    let shape = ValueShape(record.text(of: field))
    let column = profile.column(of: field) ?? field.rawValue
    return AssayError(
      "the \(field.rawValue) is \(shape.title), not a text",
      at: Location(file: source.path, row: record.number, line: record.line, field: column),
      remedy: shape.remedy, code: .nestedValue)
  }
}
