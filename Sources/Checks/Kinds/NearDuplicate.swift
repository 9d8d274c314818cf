// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Rows that are nearly equal to an earlier row.
struct NearDuplicate: Check {
  static let kind = "near-duplicate"
  static let holes = ["similarity"]
  let needs: SurveyNeeds = [.duplicates, .normalizedDuplicates, .nearDuplicates]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { !profile.similar.near.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.similar.near.contains(record.number) { tally.add(record, nil) }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let values = ["similarity": NearDuplicateSearch.thresholdText]
    return Conclusion(tally, nil, values: values).map { [$0] } ?? []
  }
}
