// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Rows of the other form than most: chats among prompts and completions, or the other way round.
struct OtherForm: Check {
  static let kind = "other-form"
  static let holes = ["form"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  var seesStrays: Bool { true }

  func isNeeded(_ profile: Profile) -> Bool { profile.names.form != nil }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    if record.isStray { tally.add(record, nil) }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let one = tally[nil].count == 1
    let form =
      switch profile.names.form {
      case .chats: one ? "is a prompt with its completion" : "are prompts with their completions"
      default: one ? "is a chat" : "are chats"
      }
    let others = profile.names.form == .chats ? "chats" : "prompts and completions"
    return Conclusion(tally, nil, values: ["form": "\(form) among \(others)"]).map { [$0] } ?? []
  }
}
