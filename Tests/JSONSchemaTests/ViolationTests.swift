// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import JSONSchema

/// What is said of a value that is not what a schema says: the place, what was expected, what stands there.
@Suite struct ViolationTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "test")
  }

  /// `/place expected: found`; nil where the value is right.
  private func judge(_ schema: String, _ text: String) throws -> String? {
    try JSONSchema(value(schema)).violation(in: value(text)).map {
      "\($0.pointer) \($0.expected): \($0.found)"
    }
  }

  @Test(
    arguments: [
      (#"{"type":"string"}"#, "1", " a string: 1"),
      (#"{"type":"string"}"#, "null", " a string: null"),
      (#"{"type":"integer"}"#, "1.5", " an integer: 1.5"), (#"{"type":"integer"}"#, "2.0", nil),
      (#"{"type":"number"}"#, "2", nil), (#"{"type":"boolean"}"#, "0", " true or false: 0"),
      (#"{"type":"array"}"#, "{}", " a list: an object"),
      (#"{"type":"object"}"#, "[1, 2]", " an object: a list of 2"),
      (#"{"type":"null"}"#, "false", " null: false"),
      (#"{"type":["string","null"]}"#, "3", " a string or null: 3"),
      (#"{"type":["string","null"]}"#, "null", nil), ("true", "1", nil),
      ("false", "1", " nothing: 1"),
      ("{}", "1", nil),
    ] as [(String, String, String?)])
  func types(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test(
    arguments: [
      (#"{"enum":["a","b"]}"#, #""c""#, #" one of "a", "b": the text "c""#),
      (#"{"enum":["a"]}"#, "1", #" "a": 1"#), (#"{"enum":[1,2]}"#, "1.0", nil),
      (#"{"enum":[{"a":1,"b":2}]}"#, #"{"b":2,"a":1}"#, nil),
      (#"{"const":[1]}"#, "[1.0]", nil), (#"{"const":[1]}"#, "[2]", " [1]: a list of 1"),
      (#"{"enum":[1,2],"const":3}"#, "1", " 3: 1"), (#"{"const":null}"#, "null", nil),
      (#"{"enum":[1,2,3,4,5,6,7,8,9]}"#, "0", " one of 1, 2, 3, 4, 5, 6, 7, 8, ...: 0"),
      (#"{"enum":[1,2,3,4,5,6,7,8]}"#, "0", " one of 1, 2, 3, 4, 5, 6, 7, 8: 0"),
    ] as [(String, String, String?)])
  func valuesOfAList(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test(
    arguments: [
      (#"{"minimum":2}"#, "2", nil), (#"{"minimum":2}"#, "1", " at least 2: 1"),
      (#"{"maximum":2}"#, "2.0", nil), (#"{"maximum":2}"#, "2.5", " at most 2: 2.5"),
      (#"{"exclusiveMinimum":2}"#, "2", " more than 2: 2"),
      (#"{"exclusiveMinimum":2}"#, "2.1", nil),
      (#"{"exclusiveMaximum":2}"#, "2", " less than 2: 2"), (#"{"exclusiveMaximum":2}"#, "1", nil),
      (#"{"multipleOf":3}"#, "9", nil), (#"{"multipleOf":3}"#, "10", " a multiple of 3: 10"),
      (#"{"multipleOf":0.5}"#, "1.5", nil),
      (#"{"multipleOf":0.5}"#, "1.25", " a multiple of 0.5: 1.25"),
      (#"{"minimum":2}"#, #""1""#, nil),
      (
        #"{"minimum":9007199254740993}"#, "9007199254740992",
        " at least 9007199254740993: 9007199254740992"
      ),
    ] as [(String, String, String?)])
  func numbers(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test(
    arguments: [
      (#"{"minLength":2}"#, #""ab""#, nil),
      (#"{"minLength":2}"#, #""a""#, " at least 2 characters: 1"),
      (#"{"minLength":1}"#, #""""#, " at least 1 character: 0"),
      (#"{"maxLength":2}"#, #""é日""#, nil),
      (#"{"maxLength":2}"#, #""abc""#, " at most 2 characters: 3"),
      (#"{"maxLength":0}"#, #""a""#, " at most 0 characters: 1"),
      (#"{"pattern":"^a+$"}"#, #""aaa""#, nil),
      (#"{"pattern":"^a+$"}"#, #""ab""#, #" a text that matches "^a+$": the text "ab""#),
      (#"{"pattern":"b"}"#, #""abc""#, nil), (#"{"minLength":2}"#, "1", nil),
    ] as [(String, String, String?)])
  func texts(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test func longTextsAreShownCut() throws {
    let long = String(repeating: "x", count: 60)
    let found = try judge(#"{"type":"null"}"#, "\"\(long)\"")
    #expect(found == " null: the text \"\(String(repeating: "x", count: 39))...")
  }

  @Test(
    arguments: [
      (#"{"minItems":1}"#, "[]", " at least 1 item: 0"), (#"{"maxItems":1}"#, "[1]", nil),
      (#"{"maxItems":1}"#, "[1,2]", " at most 1 item: 2"),
      (#"{"items":{"type":"null"}}"#, "[null]", nil),
      (#"{"items":{"type":"null"}}"#, "[null,1]", "/1 null: 1"),
      (#"{"prefixItems":[{"type":"null"}]}"#, "[1]", "/0 null: 1"),
      (#"{"prefixItems":[{"type":"null"}]}"#, "[null,1]", nil),
      (#"{"prefixItems":[true],"items":false}"#, "[1,2]", "/1 nothing: 2"),
      (#"{"items":[true],"additionalItems":false}"#, "[1,2]", "/1 nothing: 2"),
      (
        #"{"uniqueItems":true}"#, "[1,2,1.0]", "/2 items that are all different: the same as item 0"
      ),
      (#"{"uniqueItems":true}"#, #"[1,"1",[1],{"a":1}]"#, nil),
      (#"{"uniqueItems":false}"#, "[1,1]", nil),
      (#"{"contains":{"const":1}}"#, "[2,1]", nil),
      (
        #"{"contains":{"const":1}}"#, "[2]",
        " at least 1 item of the kind that `contains` asks for: 0"
      ), (#"{"contains":{"const":1},"minContains":0}"#, "[2]", nil),
      (
        #"{"contains":{"const":1},"minContains":2}"#, "[1]",
        " at least 2 items of the kind that `contains` asks for: 1"
      ),
      (
        #"{"contains":{"const":1},"maxContains":1}"#, "[1,1]",
        " at most 1 item of the kind that `contains` asks for: 2"
      ),
    ] as [(String, String, String?)])
  func lists(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test(
    arguments: [
      (#"{"required":["a"]}"#, "{}", " a member `a`: none"),
      (#"{"required":["a"]}"#, #"{"a":null}"#, nil),
      (#"{"properties":{"a":{"type":"null"}}}"#, #"{"a":1}"#, "/a null: 1"),
      (#"{"properties":{"a":{"type":"null"}}}"#, #"{"b":1}"#, nil),
      (#"{"properties":{"a/b~":{"type":"null"}}}"#, #"{"a/b~":1}"#, "/a~1b~0 null: 1"),
      (
        #"{"properties":{"a":true},"additionalProperties":false}"#, #"{"a":1,"b":2}"#,
        "/b no member of that name: 2"
      ),
      (#"{"additionalProperties":{"type":"null"}}"#, #"{"b":2}"#, "/b null: 2"),
      (#"{"patternProperties":{"^x":{"type":"null"}}}"#, #"{"xy":1}"#, "/xy null: 1"),
      (#"{"patternProperties":{"^x":{"type":"null"}}}"#, #"{"yx":1}"#, nil),
      (
        #"{"patternProperties":{"^x":true},"additionalProperties":false}"#, #"{"x":1,"y":2}"#,
        "/y no member of that name: 2"
      ), (#"{"minProperties":1}"#, "{}", " at least 1 member: 0"),
      (#"{"maxProperties":1}"#, #"{"a":1,"b":2}"#, " at most 1 member: 2"),
      (#"{"maxProperties":1}"#, #"{"a":1,"a":2}"#, nil),
      (
        #"{"propertyNames":{"maxLength":1}}"#, #"{"ab":1}"#,
        #" names of members that are at most 1 character: the text "ab""#
      ),
      (#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, " a member `b`: none"),
      (#"{"dependentRequired":{"a":["b"]}}"#, #"{"c":1}"#, nil),
      (#"{"dependentSchemas":{"a":{"required":["c"]}}}"#, #"{"a":1}"#, " a member `c`: none"),
      (#"{"properties":{"a":{"type":"null"}}}"#, #"{"a":1,"a":null}"#, nil),
    ] as [(String, String, String?)])
  func objects(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test(
    arguments: [
      (#"{"allOf":[{"minimum":1},{"maximum":3}]}"#, "4", " at most 3: 4"),
      (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1", " a string or null: 1"),
      (#"{"anyOf":[{"type":"string"},{"type":"string"}]}"#, "1", " a string: 1"),
      (#"{"anyOf":[{"minimum":5},{"type":"null"}]}"#, "7", nil),
      (
        #"{"oneOf":[{"minimum":1},{"maximum":3}]}"#, "2",
        " a value of one alternative alone: one that fits 2 of 2"
      ), (#"{"oneOf":[{"minimum":1},{"maximum":3}]}"#, "5", nil),
      (#"{"oneOf":[{"type":"null"},{"type":"string"}]}"#, "5", " null or a string: 5"),
      (
        #"{"anyOf":[{"properties":{"a":{"type":"null"}}},{"properties":{"b":{"type":"null"}}}]}"#,
        #"{"a":1,"b":1}"#, " a value of one of 2 alternatives: an object"
      ),
      (
        #"{"not":{"type":"null"}}"#, "null",
        " a value that the schema under `not` does not allow: null"
      ), (#"{"not":{"type":"null"}}"#, "1", nil),
      (#"{"if":{"minimum":5},"then":{"maximum":7},"else":{"minimum":1}}"#, "8", " at most 7: 8"),
      (#"{"if":{"minimum":5},"then":{"maximum":7},"else":{"minimum":1}}"#, "0", " at least 1: 0"),
      (#"{"if":{"minimum":5},"then":{"maximum":7}}"#, "0", nil),
      (##"{"$ref":"#/$defs/n","$defs":{"n":{"type":"null"}}}"##, "1", " null: 1"),
      (##"{"$ref":"#n","$defs":{"m":{"$anchor":"n","type":"null"}}}"##, "1", " null: 1"),
      (##"{"$ref":"#/$defs/a%20b","$defs":{"a b":{"type":"null"}}}"##, "1", " null: 1"),
      (
        #"{"properties":{"a":true},"unevaluatedProperties":false}"#, #"{"a":1,"b":2}"#,
        "/b no member of that name: 2"
      ),
      (
        #"{"anyOf":[{"properties":{"a":true}},{"properties":{"b":true}}],"unevaluatedProperties":false}"#,
        #"{"a":1,"b":2}"#, nil
      ), (#"{"prefixItems":[true],"unevaluatedItems":false}"#, "[1,2]", "/1 nothing: 2"),
      (#"{"contains":{"const":1},"unevaluatedItems":{"const":2}}"#, "[1,2,3]", "/2 2: 3"),
    ] as [(String, String, String?)])
  func schemasOfSchemas(_ schema: String, _ text: String, _ expected: String?) throws {
    #expect(try judge(schema, text) == expected)
  }

  @Test func pointersLeadToTheirValues() throws {
    let document = try value(#"{"a":[{"b/c":1},2],"":3,"~":4}"#)
    #expect(JSONPointer.value(at: "", in: document) == document)
    #expect(JSONPointer.value(at: "/a/0/b~1c", in: document) == 1)
    #expect(JSONPointer.value(at: "/a/1", in: document) == 2)
    #expect(JSONPointer.value(at: "/", in: document) == 3)
    #expect(JSONPointer.value(at: "/~0", in: document) == 4)
    for missing in ["a", "/a/2", "/a/-1", "/a/x", "/b", "/a/0/c"] {
      #expect(JSONPointer.value(at: missing, in: document) == nil, "\(missing)")
    }
    #expect(JSONPointer.token("a/b~c") == "a~1b~0c")
  }

  @Test(
    arguments: [
      ("1", "1"), ("1.0", "1"), ("1.5", "1.5"), ("[1.0,2]", "[1,2]"),
      (#"{"b":1,"a":[2.0]}"#, #"{"a":[2],"b":1}"#), (#""x""#, #""x""#), ("null", "null"),
    ] as [(String, String)])
  func equalValuesHaveOneText(_ text: String, _ canonical: String) throws {
    #expect(ValueText.canonical(try value(text)) == canonical)
  }
}
