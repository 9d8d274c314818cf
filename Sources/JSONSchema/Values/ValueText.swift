// SPDX-License-Identifier: Apache-2.0

import JSON

/// Values in words, and in a form by which equal ones are the same text.
enum ValueText {
  private static let longest = 40

  /// What stands somewhere, short enough for a sentence.
  static func found(_ value: JSONValue) -> String {
    switch value {
    case .array(let list): "a list of \(list.count)"
    case .object: "an object"
    case .string(let text): "the text \(cut(JSONValue.string(text).text()))"
    default: value.text()
    }
  }

  /// A value of an `enum` or `const`.
  static func short(_ value: JSONValue) -> String { cut(value.text()) }

  private static func cut(_ text: String) -> String {
    text.count > longest ? text.prefix(longest) + "..." : text
  }

  /// The same text for all values that JSON Schema takes for equal: numbers by their value, objects
  /// whatever the order of their members.
  static func canonical(_ value: JSONValue) -> String {
    switch value {
    case .number(let number):
      return Int(exactly: number).map(String.init) ?? "\(number)"
    case .array(let list): return "[" + list.map(canonical).joined(separator: ",") + "]"
    case .object(let object):
      let members = object.members.map { ($0.key, canonical($0.value)) }
      let last = Dictionary(members) { $1 }
      let sorted = last.sorted { $0.key < $1.key }
      return "{"
        + sorted.map { JSONValue.string($0.key).text() + ":" + $0.value }.joined(separator: ",")
        + "}"
    default: return value.text()
    }
  }
}
