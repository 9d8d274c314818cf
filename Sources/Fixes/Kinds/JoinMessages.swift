// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Joins messages of one role that follow each other.
struct JoinMessages: ChatFix {
  static let kind = "join-messages"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "join messages of one role that follow each other"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editConversation { messages in
      var joined: [JSONValue] = []
      for message in messages {
        if let last = joined.last, let both = ChatRepair.joined(last, message) {
          joined[joined.count - 1] = both
        } else {
          joined.append(message)
        }
      }
      defer { messages = joined }
      return joined.count < messages.count
    }
  }
}
