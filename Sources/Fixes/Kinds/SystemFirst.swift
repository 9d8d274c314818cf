// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Moves system messages to the start of the conversation.
struct SystemFirst: ChatFix {
  static let kind = "system-first"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "move system messages to the start"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editConversation { messages in
      let isInstruction = { Conversation.role($0)?.isInstruction == true }
      let moved = messages.filter(isInstruction) + messages.filter { !isInstruction($0) }
      guard moved != messages else { return false }
      messages = moved
      return true
    }
  }
}
