// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Gives the roles of other formats, such as `human` and `gpt`, the names that the chat format has.
struct RenameRoles: ChatFix {
  static let kind = "rename-roles"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "rename the roles of other formats"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editMessages { message in
      guard let role = ChatRepair.role(meantBy: .object(message)) else { return false }
      message["role"] = .string(role.rawValue)
      return true
    }
  }
}
