// SPDX-License-Identifier: Apache-2.0

import JSON
import Records

/// Faults of content that is a list of parts.
extension ChatFault {
  /// Whether each part is of a kind that services take, with what its kind needs. Pictures are what a
  /// user sends; the model cannot learn to answer with one.
  static func hasGoodParts(_ message: JSONValue) -> Bool {
    guard let parts = message["content"]?.array else { return true }
    let isUser = Conversation.role(message) == .user
    return parts.allSatisfy { part in
      switch part["type"]?.string {
      case "text": part["text"]?.string != nil
      case "refusal": part["refusal"]?.string != nil
      case "image_url": isUser && isPicture(part["image_url"]?["url"]?.string)
      case "input_audio": isUser && part["input_audio"]?["data"]?.string?.isEmpty == false
      case "file": isUser && part["file"]?.object != nil
      // A part without a kind is CHT004's.
      case nil: true
      default: false
      }
    }
  }

  /// An address of the web, or the picture itself as data.
  static func isPicture(_ address: String?) -> Bool {
    guard let address else { return false }
    return ["https://", "http://", "data:image/"].contains { address.hasPrefix($0) }
  }
}
