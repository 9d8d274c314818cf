// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Makes texts of nothing but whitespace and zero-width characters empty ones.
struct ClearBlank: ColumnFix {
  static let kind = "clear-blank"
  let field: Field

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let field = field
    return FixStep(.whitespace, "make blank \(field.rawValue)s empty") { record in
      guard !record[field].isEmpty, record.withText(of: field, { $0.isInvisible }) else {
        return false
      }
      record[field].removeAll(keepingCapacity: true)
      return true
    }
  }
}
