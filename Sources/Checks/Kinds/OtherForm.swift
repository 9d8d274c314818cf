// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Rows of the other form than most: chats among prompts and completions, or the other way round, or
/// rows whose text stands in columns of their own.
struct OtherForm: Check {
  static let kind = "other-form"
  static let holes = ["form"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  var seesStrays: Bool { true }

  func isNeeded(_ profile: Profile) -> Bool {
    profile.names.form != nil || !profile.names.strays.isEmpty
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    if record.isStray { tally.add(record, nil) }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let form = form(of: profile, isOne: tally[nil].count == 1)
    return Conclusion(tally, nil, values: ["form": form]).map { [$0] } ?? []
  }

  private func form(of profile: Profile, isOne: Bool) -> String {
    switch profile.names.form {
    case .chats:
      return (isOne ? "is a prompt with its completion" : "are prompts with their completions")
        + " among chats"
    case .pairs:
      return (isOne ? "is a chat" : "are chats") + " among prompts and completions"
    case nil:
      let shown = Plural.listed(profile.names.strays, most: 3) { quoted($0.utf8) }
      return "\(isOne ? "has" : "have") text in \(shown) in place of prompt or completion"
    }
  }
}
