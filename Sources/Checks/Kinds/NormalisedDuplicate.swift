// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Rows that repeat an earlier row but for case, space and the form of characters.
struct NormalisedDuplicate: Check {
  static let kind = "normalised-duplicate"
  let needs: SurveyNeeds = [.duplicates, .normalisedDuplicates]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { !profile.similar.normalised.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.similar.normalised.contains(record.number) { tally.add(record, nil) }
  }
}
