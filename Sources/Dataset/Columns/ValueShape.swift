// SPDX-License-Identifier: Apache-2.0

import JSON

/// What a list or an object is that stands in a file where a text should.
package enum ValueShape: Int, Sendable, CaseIterable {
  case emptyList
  case messages
  case texts
  case list
  case object

  /// With its article: `a list of texts`.
  package var title: String {
    switch self {
    case .emptyList: "an empty list"
    case .messages: "a list of chat messages"
    case .texts: "a list of texts"
    case .list: "a list"
    case .object: "an object"
    }
  }

  /// What to write in its place.
  package var remedy: String {
    switch self {
    case .messages:
      "Write each row as one list `messages` with the prompt's messages first, and check it as a chat"
    case .emptyList, .texts, .list:
      "Write the list as one text, such as its parts joined by commas, or leave the row out"
    case .object: "Write the part of the object that is to be learned as one text"
    }
  }

  /// - Parameter json: the value as it stands in the file.
  package init(_ json: Bytes) {
    let list = (try? JSONParser.parse(json))?.array
    guard let list else {
      self = .object
      return
    }
    let isMessage = { (item: JSONValue) in item["role"] != nil || item["from"] != nil }
    let isText = { (item: JSONValue) in item.string != nil }
    self =
      list.isEmpty
      ? .emptyList
      : list.allSatisfy(isMessage) ? .messages : list.allSatisfy(isText) ? .texts : .list
  }
}
