// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Removes the messages behind the last one of the assistant.
struct CutBehindAnswer: ChatFix {
  static let kind = "cut-behind-answer"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "remove the messages behind the last answer"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editConversation { messages in
      guard let last = messages.lastIndex(where: { Conversation.role($0) == .assistant }),
        last + 1 < messages.count
      else { return false }
      messages.removeSubrange((last + 1)...)
      return true
    }
  }
}
