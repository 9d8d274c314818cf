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

  /// The survey has counted what the cells are.
  func isNeeded(_ profile: Profile) -> Bool {
    guard profile.task != .chat else { return false }
    return Field.allCases.contains { field in
      let survey = profile.survey(of: field)
      return survey.count(.number) + survey.count(.boolean) > 0
    }
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
