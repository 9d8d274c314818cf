// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Cells of a workbook that hold numbers, dates or truth values and not text.
struct NumberCell: Check {
  static let kind = "number-cell"

  var isAboutFile: Bool { true }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { profile.format == .xlsx }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    for field in Field.allCases where record.kind(of: field) == .number {
      tally.add(record, field, range: 0..<record.text(of: field).count)
    }
  }
}
