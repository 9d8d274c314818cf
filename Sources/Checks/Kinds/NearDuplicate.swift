// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Dataset
import Records

/// Rows that are nearly equal to an earlier row.
struct NearDuplicate: RowCheck {
  static let kind = "near-duplicate"
  static let holes = ["similarity"]
  var analyzers: [any Analyzer] { [NearDuplicates()] }

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func rows(_ profile: Profile) -> BitSet {
    profile[NearDuplicates.self]?.rows ?? BitSet()
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let values = ["similarity": "\(profile.rules.likeness.near)"]
    let rest = profile[NearDuplicates.self]?.rest.conclusion(profile.rules.likeness, noun: "row")
    return [Conclusion(tally, nil, values: values), rest].compactMap { $0 }
  }
}
