// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Checks
import Records

/// Leaves out rows that repeat an earlier one.
struct DropDuplicates: Fix {
  static let kind = "drop-duplicates"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    guard let repeated = profile[ExactDuplicates.self]?.repeated, !repeated.isEmpty else {
      return nil
    }
    return FixStep(.dropRows, "drop rows that repeat an earlier row") { record in
      record.isDropped = repeated.contains(record.number)
      return record.isDropped
    }
  }
}
