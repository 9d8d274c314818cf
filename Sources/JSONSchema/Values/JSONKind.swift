// SPDX-License-Identifier: Apache-2.0

import JSON

/// The types of JSON values, by the names that schemas give them.
enum JSONKind: String, CaseIterable {
  case null, boolean, integer, number, string, array, object

  /// With its article.
  var title: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// Whether a value is of the type. A number without a fraction is an integer, however it is written.
  func holds(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.string, .string), (.array, .array),
      (.object, .object), (.integer, .integer), (.number, .integer), (.number, .number):
      true
    case (.integer, .number(let number)): number == number.rounded()
    default: false
    }
  }
}
