// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Records

/// Writes lists of messages that stand in the file as texts as lists.
struct ReadLists: ChatFix {
  static let kind = "read-lists"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "write messages that are the text of a list as the list"

  func edit(_ chat: inout EditableChat) -> Bool { chat.readList() }
}
