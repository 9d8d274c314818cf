// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Cells that are numbers or booleans and no text. `NestedValue` speaks of lists and objects,
/// `ErrorValue` of errors.
struct ValueType: Check {
  static let kind = "value-type"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool {
    profile.task != .chat && profile.hasCells(.number, .boolean)
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    // In a workbook a number is how the program stores what looks like one.
    let allowsNumbers = profile.format == .xlsx
    for field in Field.allCases {
      switch record.kind(of: field) {
      case .text, .null, .missing, .error, .nested: continue
      case .number where allowsNumbers: continue
      default: tally.add(record, field)
      }
    }
  }
}
