// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records

/// The same prompt has different completions.
struct ConflictingCompletion: Check {
  static let kind = "conflicting-completion"
  let needs: SurveyNeeds = .duplicates

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { !profile.conflicting.isEmpty }

  func inspect(_ record: Record, _ profile: Profile, _ tally: inout Tally) {
    if profile.conflicting.contains(record.number) { tally.add(record, nil) }
  }
}
