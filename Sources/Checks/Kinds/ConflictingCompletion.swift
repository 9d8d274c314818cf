// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Records

/// The same prompt has different completions.
struct ConflictingCompletion: RowCheck {
  static let kind = "conflicting-completion"
  var analyzers: [any Analyzer] { [ExactDuplicates()] }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func rows(_ profile: Profile) -> BitSet {
    profile[ExactDuplicates.self]?.conflicting ?? BitSet()
  }
}
