// SPDX-License-Identifier: Apache-2.0

import JSON
import Patterns

/// Looks at all parts of a schema once: whether they are what their keywords ask for, which patterns and
/// anchors there are.
struct SchemaSurvey {
  private(set) var patterns: [String: Pattern] = [:]
  private(set) var anchors: [String: JSONValue] = [:]
  private(set) var tracksParts = false
  private var references: [(pointer: String, text: String)] = []
  private var visited = 0

  private static let mostSchemas = 20_000
  private static let mostPatterns = 1_000
  private static let deepest = 100

  private static let single = [
    "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else",
    "unevaluatedProperties", "unevaluatedItems",
  ]
  private static let lists = ["allOf", "anyOf", "oneOf", "prefixItems"]
  private static let maps = [
    "properties", "patternProperties", "$defs", "definitions", "dependentSchemas",
  ]
  private static let counts = [
    "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
    "minContains", "maxContains",
  ]
  private static let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]

  /// - Parameter pointer: where the schema stands in its document.
  /// - Throws: `SchemaFault` where a part is no schema.
  mutating func visit(
    _ schema: JSONValue, at pointer: String, depth: Int
  ) throws(SchemaFault) {
    visited += 1
    guard visited <= Self.mostSchemas, depth <= Self.deepest else {
      throw SchemaFault(pointer, "the schema is too large or too deep")
    }
    if schema.bool != nil { return }
    guard let object = schema.object else {
      throw SchemaFault(pointer, "a schema is an object, or true or false")
    }
    for member in object.members {
      let place = "\(pointer)/\(JSONPointer.token(member.key))"
      try visit(member.value, of: member.key, at: place, depth: depth)
      if member.key == "$anchor", let name = member.value.string { anchors[name] = schema }
    }
  }

  private mutating func visit(
    _ value: JSONValue, of keyword: String, at pointer: String, depth: Int
  ) throws(SchemaFault) {
    if Self.single.contains(keyword) {
      if keyword.hasPrefix("unevaluated") { tracksParts = true }
      try visit(value, at: pointer, depth: depth + 1)
    } else if Self.lists.contains(keyword) || keyword == "items" && value.array != nil {
      try visitList(value, at: pointer, depth: depth)
    } else if keyword == "items" {
      try visit(value, at: pointer, depth: depth + 1)
    } else if Self.maps.contains(keyword) {
      try visitMap(value, of: keyword, at: pointer, depth: depth)
    } else {
      try check(value, of: keyword, at: pointer)
    }
  }

  private mutating func visitList(
    _ value: JSONValue, at pointer: String, depth: Int
  ) throws(SchemaFault) {
    guard let list = value.array else { throw SchemaFault(pointer, "this is a list of schemas") }
    for (index, schema) in list.enumerated() {
      try visit(schema, at: "\(pointer)/\(index)", depth: depth + 1)
    }
  }

  private mutating func visitMap(
    _ value: JSONValue, of keyword: String, at pointer: String, depth: Int
  ) throws(SchemaFault) {
    guard let object = value.object else {
      throw SchemaFault(pointer, "this is an object whose members are schemas")
    }
    for member in object.members {
      let place = "\(pointer)/\(JSONPointer.token(member.key))"
      if keyword == "patternProperties" { try compile(member.key, at: place) }
      try visit(member.value, at: place, depth: depth + 1)
    }
  }

  private mutating func check(
    _ value: JSONValue, of keyword: String, at pointer: String
  ) throws(SchemaFault) {
    switch keyword {
    case "type": try checkTypes(value, at: pointer)
    case "enum" where value.array == nil: throw SchemaFault(pointer, "this is a list of values")
    case "required": try Self.checkNames(value, at: pointer)
    case "dependentRequired":
      guard let object = value.object else {
        throw SchemaFault(pointer, "this is an object of lists of names")
      }
      for member in object.members {
        try Self.checkNames(member.value, at: "\(pointer)/\(JSONPointer.token(member.key))")
      }
    case "pattern":
      guard let text = value.string else { throw SchemaFault(pointer, "a pattern is a text") }
      try compile(text, at: pointer)
    case "multipleOf":
      guard let number = value.double, number > 0 else {
        throw SchemaFault(pointer, "this is a number over 0")
      }
    case "uniqueItems" where value.bool == nil:
      throw SchemaFault(pointer, "this is true or false")
    case "$ref":
      guard let text = value.string else { throw SchemaFault(pointer, "a reference is a text") }
      references.append((pointer, text))
    case "$dynamicRef": throw SchemaFault(pointer, "dynamic references are not supported")
    default: try checkNumber(value, of: keyword, at: pointer)
    }
  }

  private func checkNumber(
    _ value: JSONValue, of keyword: String, at pointer: String
  ) throws(SchemaFault) {
    if Self.bounds.contains(keyword), value.double == nil {
      throw SchemaFault(pointer, "this is a number")
    }
    guard Self.counts.contains(keyword) else { return }
    guard JSONKind.integer.holds(value), let number = value.double, number >= 0 else {
      throw SchemaFault(pointer, "this is a whole number from 0 on")
    }
  }

  private func checkTypes(_ value: JSONValue, at pointer: String) throws(SchemaFault) {
    for name in value.array ?? [value] where name.string.flatMap(JSONKind.init) == nil {
      let known = JSONKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw SchemaFault(pointer, "the type \(ValueText.short(name)) is none of \(known)")
    }
  }

  private static func checkNames(_ value: JSONValue, at pointer: String) throws(SchemaFault) {
    guard let list = value.array, list.allSatisfy({ $0.string != nil }) else {
      throw SchemaFault(pointer, "this is a list of names")
    }
  }

  private mutating func compile(_ text: String, at pointer: String) throws(SchemaFault) {
    guard patterns[text] == nil else { return }
    guard patterns.count < Self.mostPatterns else {
      throw SchemaFault(pointer, "the schema has too many patterns")
    }
    do throws(PatternFault) {
      patterns[text] = try Pattern(text)
    } catch {
      throw SchemaFault(pointer, "the pattern is not a regular expression: \(error.reason)")
    }
  }

  /// References may lead to parts that no keyword has shown.
  func checkReferences(in schema: JSONSchema) throws(SchemaFault) {
    for (pointer, text) in references {
      guard let target = schema.target(of: text) else {
        throw SchemaFault(pointer, "the schema has nothing at \(ValueText.short(.string(text)))")
      }
      guard target.object != nil || target.bool != nil else {
        throw SchemaFault(
          pointer, "what \(ValueText.short(.string(text))) leads to is not a schema")
      }
    }
  }
}
