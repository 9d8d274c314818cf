// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// Leaves out rows without a completion, and makes a missing prompt an empty one.
struct ResolveNull: Fix {
  static let kind = "resolve-null"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    switch conclusion.field {
    case .completion:
      FixStep(.dropRows, "drop rows without a completion") { record in
        record.isDropped = Self.isNull(record.completionKind)
        return record.isDropped
      }
    case .prompt:
      FixStep(.columns, "make missing prompts empty ones") { record in
        guard Self.isNull(record.promptKind) else { return false }
        record.becomeText(.prompt)
        return true
      }
    case nil: nil
    }
  }

  private static func isNull(_ kind: CellKind) -> Bool { kind == .null || kind == .missing }
}
