// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Lists of messages that are texts, in a file of a format that holds lists.
struct ListAsText: Check {
  static let kind = "list-as-text"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func isNeeded(_ profile: Profile) -> Bool {
    profile.task == .chat && profile.format.holdsLists
  }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let chat = record.chat, chat.kind == .text, chat.conversation.messages != nil else {
      return
    }
    tally.add(record, nil)
  }
}
