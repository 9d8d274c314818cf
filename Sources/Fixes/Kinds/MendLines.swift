// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Records
import Tables

/// Writes rows of lines that were no JSON as they were read. The reader did the work; the step says
/// which rows it was done to.
struct MendLines: Fix {
  static let kind = "mend-lines"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let rows = RowSet(profile.notes.lazy.filter { $0.kind == .mendedLine }.flatMap(\.rows))
    return FixStep(.columns, "read lines that are no JSON as what they seem to mean") { record in
      guard rows.contains(record.number) else { return false }
      record.isReadAnew = true
      return true
    }
  }
}
