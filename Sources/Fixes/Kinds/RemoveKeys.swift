// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import JSON
import Records

/// Removes keys of messages that say nothing, or that the format does not know.
struct RemoveKeys: ChatFix {
  /// Which keys go.
  enum Group: String, CaseIterable {
    case null, unknown
  }

  static let kind = "remove-keys"
  private let group: Group

  init(_ parameters: inout Parameters) throws(AssayError) {
    group = try parameters.choice("group")
  }

  var title: String {
    group == .null
      ? "remove keys of messages that are null"
      : "remove keys of messages that the format does not know"
  }

  func edit(_ chat: inout EditableChat) -> Bool {
    chat.editMessages { message in
      // Where a message has no content, an unknown key may hold it.
      let value = JSONValue.object(message)
      if group == .unknown, !Conversation.hasContent(value) || Conversation.isBlank(value) {
        return false
      }
      let keys = message.members.filter(isMeant).map(\.key)
      for key in keys { message[key] = nil }
      return !keys.isEmpty
    }
  }

  private func isMeant(_ member: JSONObject.Member) -> Bool {
    group == .null
      ? member.value == .null && member.key != "content"
      : member.value != .null && !Conversation.keys.contains(member.key)
  }
}
