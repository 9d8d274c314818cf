// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// Rows that repeat an earlier row.
struct Duplicate: Check {
  static let kind = "duplicate"
  let needs: SurveyNeeds = .duplicates

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { !profile.repeated.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.repeated.contains(record.number) { tally.add(record, nil) }
  }
}
