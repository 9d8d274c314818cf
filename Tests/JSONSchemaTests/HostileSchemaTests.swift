// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import JSONSchema

/// Schemas that are none, or that mean too much work: an answer, never a hang.
@Suite struct HostileSchemaTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "test")
  }

  private func fault(_ text: String) throws -> SchemaFault? {
    let document = try value(text)
    return #expect(throws: SchemaFault.self) { try JSONSchema(document) }
  }

  @Test(arguments: [
    (##"7"##, ""), (##"{"type":"int"}"##, "/type"), (##"{"type":["string",1]}"##, "/type"),
    (##"{"properties":[]}"##, "/properties"), (##"{"properties":{"a/b":3}}"##, "/properties/a~1b"),
    (##"{"required":"a"}"##, "/required"), (##"{"enum":1}"##, "/enum"),
    (##"{"items":{"pattern":"("}}"##, "/items/pattern"), (##"{"minimum":"1"}"##, "/minimum"),
    (##"{"maxLength":-1}"##, "/maxLength"), (##"{"minItems":1.5}"##, "/minItems"),
    (##"{"multipleOf":0}"##, "/multipleOf"), (##"{"anyOf":{}}"##, "/anyOf"),
    (##"{"$ref":"#/$defs/none"}"##, "/$ref"), (##"{"$ref":"https://example.org/s"}"##, "/$ref"),
    (##"{"$defs":{"a":1},"$ref":"#/$defs/a"}"##, "/$defs/a"),
    (##"{"$dynamicRef":"#a"}"##, "/$dynamicRef"),
    (##"{"patternProperties":{"[":true}}"##, "/patternProperties/["),
  ])
  func whatIsNoSchemaIsRefusedAtItsPlace(_ text: String, _ pointer: String) throws {
    #expect(try fault(text)?.pointer == pointer)
  }

  @Test func schemasThatGoRoundInCirclesEnd() throws {
    for text in [
      ##"{"$ref":"#"}"##, ##"{"allOf":[{"$ref":"#"},{"$ref":"#"}]}"##,
      ##"{"anyOf":[{"$ref":"#"},{"$ref":"#"},{"$ref":"#"}]}"##,
      ##"{"$defs":{"a":{"not":{"$ref":"#/$defs/b"}},"b":{"not":{"$ref":"#/$defs/a"}}},"$ref":"#/$defs/a"}"##,
    ] {
      _ = try JSONSchema(value(text)).violation(in: 1)
    }
    let loop = try JSONSchema(value(##"{"$ref":"#"}"##)).violation(in: 1)
    #expect(loop?.found.contains("round in circles") == true)
  }

  @Test func worksHasALimit() throws {
    let list = JSONValue.array((0..<50_000).map { .integer($0) })
    let unique = try JSONSchema(value(##"{"uniqueItems":true}"##))
    #expect(unique.violation(in: list) == nil)
    let nested = (0..<10).reduce(##"{"type":"null"}"##) { inner, _ in
      ##"{"oneOf":[\##(inner),\##(inner),\##(inner)]}"##
    }
    #expect(try fault(nested)?.message.contains("too large") == true)
    let text = JSONValue.string(String(repeating: "a", count: 40) + "!")
    let slow = try JSONSchema(value(##"{"pattern":"^(a+)+$"}"##))
    #expect(slow.violation(in: text) != nil)
  }

  @Test func theDeepestAlternativeIsTold() throws {
    let schema = try JSONSchema(
      value(
        ##"{"anyOf":[{"type":"null"},{"type":"object","properties":{"n":{"type":"integer"}}}]}"##))
    let found = schema.violation(in: ["n": "x"])
    #expect(found?.pointer == "/n" && found?.expected == "an integer")
  }
}
