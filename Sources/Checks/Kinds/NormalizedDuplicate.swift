// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Records

/// Rows that repeat an earlier row but for case, space and the form of characters.
struct NormalizedDuplicate: RowCheck {
  static let kind = "normalized-duplicate"
  var analyzers: [any Analyzer] { [NormalizedDuplicates()] }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func rows(_ profile: Profile) -> BitSet {
    profile[NormalizedDuplicates.self] ?? BitSet()
  }
}
