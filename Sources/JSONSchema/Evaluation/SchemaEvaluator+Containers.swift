// SPDX-License-Identifier: Apache-2.0

import JSON

/// Lists and objects.
extension SchemaEvaluator {
  mutating func items(
    _ object: JSONObject, _ list: [JSONValue], place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    if let found = Self.count(list.count, "Items", noun: "item", object: object, place: place) {
      return found
    }
    if object["uniqueItems"]?.bool == true, let found = repeated(list, place) { return found }
    // Older drafts have the first schemas in `items` and the others in `additionalItems`.
    let oldPrefix = object["items"]?.array
    let prefix = object["prefixItems"]?.array ?? oldPrefix ?? []
    let others = oldPrefix == nil ? object["items"] : object["additionalItems"]
    for (index, item) in list.enumerated() {
      guard let schema = index < prefix.count ? prefix[index] : others else { continue }
      parts.items.insert(index)
      var ignored = EvaluatedParts()
      let inner = place.inside(String(index))
      if let found = violation(of: schema, in: item, at: inner, parts: &ignored) { return found }
    }
    return contained(object, list, place: place, parts: &parts)
  }

  private mutating func repeated(_ list: [JSONValue], _ place: Place) -> SchemaViolation? {
    var seen: [String: Int] = [:]
    for (index, item) in list.enumerated() {
      let text = ValueText.canonical(item)
      spend(1 + text.utf8.count / 16)
      if let first = seen.updateValue(index, forKey: text) {
        return SchemaViolation(
          place.inside(String(index)).pointer, expected: "items that are all different",
          found: "the same as item \(first)")
      }
    }
    return nil
  }

  private mutating func contained(
    _ object: JSONObject, _ list: [JSONValue], place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    guard let wanted = object["contains"] else { return nil }
    var count = 0
    for (index, item) in list.enumerated() {
      var ignored = EvaluatedParts()
      guard holds(wanted, item, place: place, parts: &ignored) else { continue }
      count += 1
      parts.items.insert(index)
    }
    let least = object["minContains"]?.double ?? 1
    let most = object["maxContains"]?.double ?? .infinity
    guard Double(count) < least || Double(count) > most else { return nil }
    let bound =
      Double(count) < least
      ? "at least \(Self.named(least, "item"))"
      : "at most \(Self.named(most, "item"))"
    return SchemaViolation(
      place.pointer, expected: "\(bound) of the kind that `contains` asks for",
      found: "\(count)")
  }

  mutating func members(
    _ object: JSONObject, _ value: JSONObject, place: Place, parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    let members = Self.last(value.members)
    if let found = required(object, value, place: place)
      ?? Self.count(members.count, "Properties", noun: "member", object: object, place: place)
    {
      return found
    }
    for member in members {
      if let found = self.member(member, object, place: place, parts: &parts) { return found }
    }
    for dependent in object["dependentSchemas"]?.object?.members ?? []
    where value[dependent.key] != nil {
      let found = violation(
        of: dependent.value, in: .object(value), at: place.deeper, parts: &parts)
      if let found { return found }
    }
    return nil
  }

  /// Of members with the same key the last counts.
  static func last(_ members: [JSONObject.Member]) -> [JSONObject.Member] {
    var seen: Set<String> = []
    guard !members.allSatisfy({ seen.insert($0.key).inserted }) else { return members }
    seen.removeAll()
    return members.reversed().filter { seen.insert($0.key).inserted }.reversed()
  }

  private func required(
    _ object: JSONObject, _ value: JSONObject, place: Place
  ) -> SchemaViolation? {
    let names = object["required"]?.array ?? []
    let dependent = (object["dependentRequired"]?.object?.members ?? []).filter {
      value[$0.key] != nil
    }.flatMap { $0.value.array ?? [] }
    let missing = (names + dependent).lazy.compactMap(\.string).first { value[$0] == nil }
    return missing.map {
      SchemaViolation(place.pointer, expected: "a member `\($0)`", found: "none")
    }
  }

  private mutating func member(
    _ member: JSONObject.Member, _ object: JSONObject, place: Place,
    parts: inout EvaluatedParts
  ) -> SchemaViolation? {
    var ignored = EvaluatedParts()
    let inner = place.inside(member.key)
    if let names = object["propertyNames"],
      let found = violation(of: names, in: .string(member.key), at: place.deeper, parts: &ignored)
    {
      return SchemaViolation(
        place.pointer, expected: "names of members that are \(found.expected)",
        found: ValueText.found(.string(member.key)))
    }
    var schemas: [JSONValue] = []
    if let own = object["properties"]?[member.key] { schemas.append(own) }
    for pattern in object["patternProperties"]?.object?.members ?? []
    where matches(pattern.key, member.key) != false {
      schemas.append(pattern.value)
    }
    if schemas.isEmpty, let others = object["additionalProperties"] {
      if others.bool == false { return Self.unwanted(member, inner) }
      schemas.append(others)
    }
    guard !schemas.isEmpty else { return nil }
    parts.names.insert(member.key)
    for schema in schemas {
      if let found = violation(of: schema, in: member.value, at: inner, parts: &ignored) {
        return found
      }
    }
    return nil
  }

  static func unwanted(_ member: JSONObject.Member, _ place: Place) -> SchemaViolation {
    SchemaViolation(
      place.pointer, expected: "no member of that name", found: ValueText.found(member.value))
  }
}
