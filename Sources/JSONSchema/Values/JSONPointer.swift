// SPDX-License-Identifier: Apache-2.0

import JSON

/// Places in a JSON document, as RFC 6901 writes them.
package enum JSONPointer {
  /// A token of a pointer.
  package static func token(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// The value at a pointer; nil where there is none.
  static func value(at pointer: String, in document: JSONValue) -> JSONValue? {
    guard !pointer.isEmpty else { return document }
    guard pointer.hasPrefix("/") else { return nil }
    var value = document
    for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let key = token.replacing("~1", with: "/").replacing("~0", with: "~")
      if let member = value[String(key)] {
        value = member
      } else if let list = value.array, let index = Int(key), list.indices.contains(index) {
        value = list[index]
      } else {
        return nil
      }
    }
    return value
  }
}
