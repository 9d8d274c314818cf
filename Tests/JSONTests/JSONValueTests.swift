// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@Suite struct JSONValueTests {
  @Test func literalsAreValues() {
    let value: JSONValue = [
      "null": nil, "bool": true, "integer": 7, "number": 0.5, "string": "x", "array": [1, "y"],
      "object": ["z": false],
    ]
    #expect(value["null"] == .null)
    #expect(value["bool"] == .bool(true))
    #expect(value["integer"] == .integer(7))
    #expect(value["number"] == .number(0.5))
    #expect(value["string"] == .string("x"))
    #expect(value["array"] == .array([.integer(1), .string("y")]))
    #expect(value["object"]?["z"] == .bool(false))
    #expect(value["other"] == nil)
    #expect(JSONValue.string("x")["x"] == nil)
  }

  @Test func accessorsAreOfOneKind() {
    let values: [JSONValue] = [.null, true, 7, 0.5, "x", [], [:]]
    #expect(values.map(\.bool) == [nil, true, nil, nil, nil, nil, nil])
    #expect(values.map(\.integer) == [nil, nil, 7, nil, nil, nil, nil])
    #expect(values.map(\.double) == [nil, nil, 7, 0.5, nil, nil, nil])
    #expect(values.map(\.string) == [nil, nil, nil, nil, "x", nil, nil])
    #expect(values.map { $0.array != nil } == [false, false, false, false, false, true, false])
    #expect(values.map { $0.object != nil } == [false, false, false, false, false, false, true])
  }

  @Test func numbersThatAreNotFiniteAreNull() {
    #expect(JSONValue(0.5 as Double?) == .number(0.5))
    #expect(JSONValue(nil as Double?) == .null)
    #expect(JSONValue(.infinity as Double?) == .null)
    #expect(JSONValue(-.infinity as Double?) == .null)
    #expect(JSONValue(.nan as Double?) == .null)
  }

  // MARK: - Objects

  @Test func membersKeepTheirOrder() {
    var object: JSONObject = ["b": 1, "a": 2]
    object["c"] = 3
    #expect(object.members.map(\.key) == ["b", "a", "c"])
    object["b"] = 4
    #expect(object.members.map(\.value) == [4, 2, 3])
    object["a"] = nil
    #expect(object.members.map(\.key) == ["b", "c"])
    object["x"] = nil
    #expect(object.members.count == 2)
  }

  @Test func theLastOfEqualKeysCounts() {
    var object = JSONObject()
    object.append("a", 1)
    object.append("b", 2)
    object.append("a", 3)
    #expect(object["a"] == 3)
    object["a"] = 4
    #expect(object.members.map(\.value) == [1, 2, 4])
    object["a"] = nil
    #expect(object.members.map(\.key) == ["b"])
  }

  @Test func orderTellsObjectsApart() {
    #expect((["a": 1, "b": 2] as JSONObject) != ["b": 2, "a": 1])
    #expect((["a": 1] as JSONObject) == ["a": 1])
  }

  @Test func documentsAreReadFromBytes() throws {
    #expect(
      try JSONParser.parse(Array("\u{FEFF} {\"a\": [1, 2.5, \"x\", null, true]} ".utf8), file: "t")
        == ["a": [1, 2.5, "x", nil, true]])
    let bytes = Array("{\"a\": }".utf8)
    let error = #expect(throws: AssayError.self) {
      try bytes.withUnsafeBufferPointer { buffer throws(AssayError) in
        try JSONParser.parse(buffer, file: "t.jsonl", firstLine: 7)
      }
    }
    #expect(error?.location == Location(file: "t.jsonl", line: 7, column: 7))
  }
}
