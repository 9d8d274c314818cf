// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Cells that hold nothing: JSON `null`, or no such key.
struct NullValue: Check {
  static let kind = "null-value"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool {
    profile.task != .chat && profile.hasCells(.null, .missing)
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    for field in Field.allCases where isNull(record, field, profile: profile) {
      tally.add(record, field)
    }
  }

  private func isNull(_ record: Record, _ field: Field, profile: Profile) -> Bool {
    switch record.kind(of: field) {
    case .null: true
    // A text file has no prompts at all, which is no fault of its rows.
    case .missing: profile.format != .txt
    default: false
    }
  }
}
