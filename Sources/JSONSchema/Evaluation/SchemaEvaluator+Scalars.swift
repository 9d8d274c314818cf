// SPDX-License-Identifier: Apache-2.0

import JSON
import Patterns

/// Numbers and texts.
extension SchemaEvaluator {
  func number(_ object: JSONObject, _ value: JSONValue, place: Place) -> SchemaViolation? {
    let bounds: [(key: String, words: String, holds: (JSONValue, JSONValue) -> Bool)] = [
      ("minimum", "at least", { !Self.isLess($0, $1) }),
      ("maximum", "at most", { !Self.isLess($1, $0) }),
      ("exclusiveMinimum", "more than", { Self.isLess($1, $0) }),
      ("exclusiveMaximum", "less than", { Self.isLess($0, $1) }),
      ("multipleOf", "a multiple of", Self.isMultiple),
    ]
    for bound in bounds {
      guard let limit = object[bound.key], !bound.holds(value, limit) else { continue }
      return SchemaViolation(
        place.pointer, expected: "\(bound.words) \(limit.text())", found: value.text())
    }
    return nil
  }

  private static func isLess(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let left = left.integer, let right = right.integer { return left < right }
    guard let left = left.double, let right = right.double else { return false }
    return left < right
  }

  private static func isMultiple(_ value: JSONValue, _ step: JSONValue) -> Bool {
    if let value = value.integer, let step = step.integer, step != 0 { return value % step == 0 }
    guard let value = value.double, let step = step.double, step != 0 else { return true }
    let quotient = value / step
    // Where the quotient is no number that can be written, the rest of the division tells.
    guard quotient.isFinite else { return value.truncatingRemainder(dividingBy: step) == 0 }
    return quotient == quotient.rounded()
  }

  mutating func text(
    _ object: JSONObject, _ text: String, place: Place
  ) -> SchemaViolation? {
    let keys = ["minLength", "maxLength", "pattern"]
    guard object.members.contains(where: { keys.contains($0.key) }) else { return nil }
    let length = text.unicodeScalars.count
    spend(length / 64)
    if let found = Self.count(length, "Length", noun: "character", object: object, place: place) {
      return found
    }
    guard let source = object["pattern"]?.string else { return nil }
    switch matches(source, text) {
    case true?: return nil
    case false?:
      return SchemaViolation(
        place.pointer, expected: "a text that matches \(ValueText.short(.string(source)))",
        found: ValueText.found(.string(text)))
    case nil:
      return SchemaViolation(
        place.pointer,
        expected: "a pattern that can be searched for with reasonable work",
        found: ValueText.short(.string(source)))
    }
  }

  /// Whether a pattern is found in a text; nil where the search took too long.
  mutating func matches(_ source: String, _ text: String) -> Bool? {
    guard let pattern = schema.patterns[source] else { return true }
    spend(text.utf8.count / 16)
    var text = text
    return text.withUTF8 { bytes in
      switch pattern.firstMatch(in: bytes) {
      case .found: true
      case .none: false
      case .gaveUp: nil
      }
    }
  }

  /// Whether there are as many of something as `min...` and `max...` allow.
  static func count(
    _ count: Int, _ key: String, noun: String, object: JSONObject, place: Place
  ) -> SchemaViolation? {
    let found = "\(count)"
    if let least = object["min\(key)"]?.double, Double(count) < least {
      return SchemaViolation(
        place.pointer, expected: "at least \(named(least, noun))", found: found)
    }
    if let most = object["max\(key)"]?.double, Double(count) > most {
      return SchemaViolation(
        place.pointer, expected: "at most \(named(most, noun))", found: found)
    }
    return nil
  }

  static func named(_ number: Double, _ noun: String) -> String {
    "\(JSONValue.number(number).wholeText) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension JSONValue {
  /// A number as people write it: `3`, not `3.0`.
  fileprivate var wholeText: String { ValueText.canonical(self) }
}
