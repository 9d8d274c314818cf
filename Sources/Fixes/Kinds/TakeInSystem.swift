// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Checks
import Dataset
import Records

/// Makes the text of a column beside the messages the first of them, where the row has one such text and no
/// other system message.
struct TakeInSystem: Fix {
  static let kind = "take-in-system"
  private var columns: [String] = []

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func paired(with check: any Check) throws(AssayError) -> any Fix {
    guard let check = check as? ChatColumns else {
      throw AssayError(
        "the fix `\(Self.kind)` goes with a check of the kind `\(ChatColumns.kind)`",
        remedy: "Leave the fix out")
    }
    var copy = self
    copy.columns = check.columns
    return copy
  }

  func step(for conclusion: Conclusion, _ profile: Profile) -> FixStep? {
    let names = profile.columns.filter { columns.contains($0.lowercased()) }
    return FixStep(.messages, "make the system text beside the messages the first of them") {
      record in record.chat?.apply { Self.edit(&$0, names) } ?? false
    }
  }

  private static func edit(_ chat: inout EditableChat, _ names: [String]) -> Bool {
    guard !chat.isPreference, let system = SystemBeside(of: chat.row, in: names),
      let messages = chat.conversation(), system.mayGo(into: messages)
    else { return false }
    if let message = system.message, !system.isSaid(in: messages) {
      _ = chat.editConversation { messages in
        messages.insert(message, at: 0)
        return true
      }
    }
    chat.remove(system.column)
    return true
  }
}
