// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Prompts or completions that are lists or objects. What text they stand for nobody can tell.
struct NestedValue: Check {
  static let kind = "nested-value"
  static let holes = ["shape"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool {
    profile.task != .chat && profile.hasCells(.nested)
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    for field in Field.allCases where record.kind(of: field) == .nested {
      tally.add(record, field, kind: ValueShape(record.text(of: field)).rawValue)
    }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    Field.allCases.compactMap { field in
      let met = ValueShape.allCases.filter { tally[field].kinds >> UInt64($0.rawValue) & 1 == 1 }
      let shape = met.map(\.title).joined(separator: " or ")
      return Conclusion(tally, field, values: ["shape": shape])
    }
  }
}
