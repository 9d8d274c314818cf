// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Completions that do not start with whitespace.
struct LeadingSpace: Check {
  static let kind = "leading-space"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool { profile.task != .chat }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let first = record.completion.first, !first.isWhitespace,
      !WhitespaceEdge.startsWithNoBreakSpace(record.completion)
    else { return }
    tally.add(record, .completion, range: 0..<1)
  }
}
