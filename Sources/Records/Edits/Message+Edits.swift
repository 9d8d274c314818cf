// SPDX-License-Identifier: Apache-2.0

import Dataset
import JSON

extension JSONValue {
  /// Edits each message of a list, of OpenAI's object of `messages`, or of a message that stands alone.
  mutating func editMessages(_ edit: (inout JSONObject) -> Bool) -> Bool {
    switch self {
    case .array(var messages):
      var isChanged = false
      for index in messages.indices {
        guard case .object(var message) = messages[index], edit(&message) else { continue }
        messages[index] = .object(message)
        isChanged = true
      }
      if isChanged { self = .array(messages) }
      return isChanged
    case .object(var object):
      guard var list = object["messages"], list.array != nil else {
        guard edit(&object) else { return false }
        self = .object(object)
        return true
      }
      guard list.editMessages(edit) else { return false }
      object["messages"] = list
      self = .object(object)
      return true
    default: return false
    }
  }
}

extension JSONObject {
  /// Edits what a message says: its content, or the parts of it that are text.
  mutating func editTexts(_ edit: (_ text: [UInt8], _ isAnswer: Bool) -> [UInt8]?) -> Bool {
    let isAnswer = ["assistant", "gpt"].contains((self["role"] ?? self["from"])?.string)
    let key = self["content"] == nil && self["from"] != nil ? "value" : "content"
    switch self[key] {
    case .string(let text):
      guard let new = edit(Array(text.utf8), isAnswer) else { return false }
      self[key] = .string(String(decoding: new, as: UTF8.self))
      return true
    case .array(var parts):
      var isChanged = false
      for index in parts.indices {
        guard case .object(var part) = parts[index], let text = part["text"]?.string,
          let new = edit(Array(text.utf8), isAnswer)
        else { continue }
        part["text"] = .string(String(decoding: new, as: UTF8.self))
        parts[index] = .object(part)
        isChanged = true
      }
      if isChanged { self[key] = .array(parts) }
      return isChanged
    default: return false
    }
  }
}
