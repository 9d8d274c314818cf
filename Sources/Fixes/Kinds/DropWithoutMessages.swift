// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Records

/// Leaves out rows that have no messages, nor anything in their place.
struct DropWithoutMessages: ChatFix {
  static let kind = "drop-without-messages"
  static let stage = FixStage.dropRows

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "drop rows without messages"

  func edit(_ chat: inout EditableChat) -> Bool { chat.isEmpty }
}
