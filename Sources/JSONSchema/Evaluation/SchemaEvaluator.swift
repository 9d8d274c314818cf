// SPDX-License-Identifier: Apache-2.0

import JSON

/// Evaluates one value by a schema. It stops at the first violation: one place to mend is what a person
/// needs, and the next run shows the next.
struct SchemaEvaluator {
  let schema: JSONSchema
  /// Work that is left.
  private var steps = SchemaEvaluator.mostSteps

  private static let mostSteps = 200_000
  private static let deepest = 150

  init(_ schema: JSONSchema) { self.schema = schema }

  mutating func violation(in value: JSONValue) -> SchemaViolation? {
    var parts = EvaluatedParts()
    return violation(of: schema.root, in: value, at: Place(), parts: &parts)
  }

  /// Where the evaluation stands: in the value, and how deep in schemas.
  struct Place {
    var pointer = ""
    var depth = 0

    func inside(_ token: String) -> Place {
      Place(pointer: "\(pointer)/\(JSONPointer.token(token))", depth: depth + 1)
    }

    /// The same value by another schema.
    var deeper: Place { Place(pointer: pointer, depth: depth + 1) }
  }

  /// The first violation of a value by a part of the schema; what was looked at is added to `parts`.
  mutating func violation(
    of schema: JSONValue, in value: JSONValue, at place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    if let allowed = schema.bool {
      return allowed
        ? nil
        : SchemaViolation(place.pointer, expected: "nothing", found: ValueText.found(value))
    }
    steps -= 1
    guard steps > 0, place.depth <= Self.deepest else {
      return SchemaViolation(
        place.pointer, expected: "a schema that can be checked with reasonable work",
        found: "one that goes round in circles, or is too large for this value")
    }
    guard let object = schema.object else { return nil }
    var own = EvaluatedParts()
    let found =
      reference(object, value, place: place, parts: &own) ?? types(object, value, place: place)
      ?? values(object, value, place: place) ?? contents(object, value, place: place, parts: &own)
      ?? combinations(object, value, place: place, parts: &own)
      ?? rest(object, value, place: place, parts: &own)
    if found == nil { parts.formUnion(own) }
    return found
  }

  /// Takes work that grows with a value.
  mutating func spend(_ work: Int) { steps -= work }

  /// The same evaluation for one whose result alone counts.
  mutating func holds(
    _ schema: JSONValue, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> Bool {
    violation(of: schema, in: value, at: place.deeper, parts: &parts) == nil
  }

  private mutating func reference(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    guard let text = object["$ref"]?.string, let target = schema.target(of: text) else {
      return nil
    }
    return violation(of: target, in: value, at: place.deeper, parts: &parts)
  }

  private mutating func contents(
    _ object: JSONObject, _ value: JSONValue, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    switch value {
    case .integer, .number: number(object, value, place: place)
    case .string(let text): self.text(object, text, place: place)
    case .array(let list): items(object, list, place: place, parts: &parts)
    case .object(let members): self.members(object, members, place: place, parts: &parts)
    case .null, .bool: nil
    }
  }

  // MARK: Any value

  private func types(
    _ object: JSONObject, _ value: JSONValue, place: Place
  ) -> SchemaViolation? {
    guard let type = object["type"] else { return nil }
    let kinds = (type.array ?? [type]).compactMap { $0.string.flatMap(JSONKind.init) }
    guard !kinds.contains(where: { $0.holds(value) }) else { return nil }
    return SchemaViolation(
      place.pointer, expected: kinds.map(\.title).joined(separator: " or "),
      found: ValueText.found(value))
  }

  private mutating func values(
    _ object: JSONObject, _ value: JSONValue, place: Place
  ) -> SchemaViolation? {
    let constant = object["const"]
    guard let allowed = object["enum"]?.array ?? constant.map({ [$0] }) else { return nil }
    let lists = [allowed] + (constant.map { [[$0]] } ?? [])
    let text = ValueText.canonical(value)
    spend(text.utf8.count / 16 + allowed.count)
    guard let broken = lists.first(where: { !$0.contains { ValueText.canonical($0) == text } })
    else { return nil }
    let shown = broken.prefix(8).map(ValueText.short).joined(separator: ", ")
    return SchemaViolation(
      place.pointer,
      expected: broken.count == 1 ? shown : "one of \(shown)" + (broken.count > 8 ? ", ..." : ""),
      found: ValueText.found(value))
  }
}
