// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records
import Tables

/// Leaves out rows whose text is blank.
struct DropBlank: ColumnFix {
  static let kind = "drop-blank"
  let field: Field

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let field = field
    return FixStep(.dropRows, "drop rows with an empty \(field.rawValue)") { record in
      guard record.withText(of: field, { $0.isInvisible }), record.kind(of: field) == .text else {
        return false
      }
      record.isDropped = true
      return true
    }
  }
}
