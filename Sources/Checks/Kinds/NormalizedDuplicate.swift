// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Rows that repeat an earlier row but for case, space and the form of characters.
struct NormalizedDuplicate: Check {
  static let kind = "normalized-duplicate"
  let needs: SurveyNeeds = [.duplicates, .normalizedDuplicates]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { !profile.similar.normalized.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.similar.normalized.contains(record.number) { tally.add(record, nil) }
  }
}
