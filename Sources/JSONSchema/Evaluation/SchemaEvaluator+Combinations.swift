// SPDX-License-Identifier: Apache-2.0

import JSON

/// Schemas made of schemas, and what none of them has looked at.
extension SchemaEvaluator {
  mutating func combinations(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    for schema in object["allOf"]?.array ?? [] {
      if let found = violation(of: schema, in: value, at: place.deeper, parts: &parts) {
        return found
      }
    }
    return anyOf(object, value, place: place, parts: &parts) ?? oneOf(
      object, value, place: place, parts: &parts)
      ?? negation(object, value, place: place)
      ?? condition(object, value, place: place, parts: &parts)
  }

  private mutating func anyOf(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    guard let schemas = object["anyOf"]?.array else { return nil }
    var violations: [SchemaViolation] = []
    for schema in schemas {
      guard let found = violation(of: schema, in: value, at: place.deeper, parts: &parts) else {
        // Only where parts are remembered do the others have more to say.
        guard self.schema.tracksParts else { return nil }
        continue
      }
      violations.append(found)
    }
    guard violations.count == schemas.count else { return nil }
    return Self.none(of: violations, value, place: place)
  }

  private mutating func oneOf(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    guard let schemas = object["oneOf"]?.array else { return nil }
    var violations: [SchemaViolation] = []
    for schema in schemas {
      if let found = violation(of: schema, in: value, at: place.deeper, parts: &parts) {
        violations.append(found)
      }
    }
    let fitting = schemas.count - violations.count
    guard fitting != 1 else { return nil }
    guard fitting > 0 else { return Self.none(of: violations, value, place: place) }
    return SchemaViolation(
      place.pointer, expected: "a value of one alternative alone",
      found: "one that fits \(fitting) of \(schemas.count)")
  }

  /// Alternatives that differ by their types are told by them; of others the one whose fault lies deepest
  /// is most likely meant.
  private static func none(
    of violations: [SchemaViolation], _ value: JSONValue, place: Place
  ) -> SchemaViolation {
    let inner = violations.filter { $0.pointer != place.pointer }
    if let meant = inner.first, inner.count == 1 { return meant }
    var titles: [String] = []
    for found in violations where found.pointer == place.pointer {
      if !titles.contains(found.expected) { titles.append(found.expected) }
    }
    let expected =
      inner.isEmpty && !titles.isEmpty
      ? titles.prefix(6).joined(separator: " or ")
      : "a value of one of \(violations.count) alternatives"
    return SchemaViolation(place.pointer, expected: expected, found: ValueText.found(value))
  }

  private mutating func negation(
    _ object: JSONObject, _ value: JSONValue, place: Place
  ) -> SchemaViolation? {
    guard let schema = object["not"] else { return nil }
    var ignored = EvaluatedParts()
    guard holds(schema, value, place: place, parts: &ignored) else { return nil }
    return SchemaViolation(
      place.pointer, expected: "a value that the schema under `not` does not allow",
      found: ValueText.found(value))
  }

  private mutating func condition(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    guard let condition = object["if"] else { return nil }
    let branch = holds(condition, value, place: place, parts: &parts) ? "then" : "else"
    guard let schema = object[branch] else { return nil }
    return violation(of: schema, in: value, at: place.deeper, parts: &parts)
  }

  /// Members and items that no schema has looked at.
  mutating func rest(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    var ignored = EvaluatedParts()
    if let schema = object["unevaluatedProperties"], let members = value.object?.members {
      for member in Self.last(members) where parts.names.insert(member.key).inserted {
        let inner = place.inside(member.key)
        if schema.bool == false { return Self.unwanted(member, inner) }
        let found = violation(of: schema, in: member.value, at: inner, parts: &ignored)
        if let found { return found }
      }
    }
    if let schema = object["unevaluatedItems"], let list = value.array {
      for (index, item) in list.enumerated() where parts.items.insert(index).inserted {
        let inner = place.inside(String(index))
        if let found = violation(of: schema, in: item, at: inner, parts: &ignored) { return found }
      }
    }
    return nil
  }
}
