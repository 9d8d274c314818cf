// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Writes parts of contents in the form that their kind has.
struct MendParts: ChatFix {
  static let kind = "mend-parts"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "write parts of contents in the form of their kind"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editMessages { message in
      guard case .array(var parts)? = message["content"] else { return false }
      var isChanged = false
      for index in parts.indices {
        guard let part = ChatRepair.part(inPlaceOf: parts[index]) else { continue }
        parts[index] = part
        isChanged = true
      }
      if isChanged { message["content"] = .array(parts) }
      return isChanged
    }
  }
}
