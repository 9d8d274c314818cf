// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Cells of a workbook that hold the error of a formula.
struct ErrorValue: Check {
  static let kind = "error-value"

  var isAboutFile: Bool { true }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { profile.hasCells(.error) }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    for field in Field.allCases where record.kind(of: field) == .error {
      tally.add(record, field, range: 0..<record.text(of: field).count)
    }
  }
}
