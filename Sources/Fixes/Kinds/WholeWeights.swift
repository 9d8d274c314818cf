// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Writes weights as the numbers 0 and 1 where that is what they say, and removes those of messages that are
/// not the assistant's.
struct WholeWeights: ChatFix {
  static let kind = "whole-weights"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  let title = "write weights as 0 or 1, and those of the assistant alone"

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editMessages { message in
      guard let weight = ChatRepair.weight(of: .object(message)) else { return false }
      message["weight"] = weight == .null ? Optional.none : weight
      return true
    }
  }
}
