// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Records

/// Rows that repeat an earlier row.
struct Duplicate: RowCheck {
  static let kind = "duplicate"
  var analyzers: [any Analyzer] { [ExactDuplicates()] }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func rows(_ profile: Profile) -> BitSet {
    profile[ExactDuplicates.self]?.repeated ?? BitSet()
  }
}
