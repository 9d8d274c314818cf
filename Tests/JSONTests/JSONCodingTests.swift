// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Testing

@Suite struct JSONCodingTests {
  private struct Inner: Codable, Equatable {
    var weight = 0.5
    var name: String?
  }

  private struct Outer: Codable, Equatable {
    var count = 3
    var big: UInt64 = 7
    var isOn = true
    var small: Float = 0.25
    var inner = Inner()
    var optional: Inner?
    var list = [1, 2]
    var nested = [[Inner()], []]
    var table = ["a": 1]
    var document: JSONValue = ["z": 1, "a": nil]
    var kind = Kind.second

    enum Kind: String, Codable { case first, second }
  }

  @Test func membersKeepTheirOrderAndNilIsNull() throws {
    let text = [
      #"{"count":3,"big":7,"isOn":true,"small":0.25,"inner":{"weight":0.5,"name":null},"#,
      #""optional":null,"list":[1,2],"nested":[[{"weight":0.5,"name":null}],[]],"#,
      #""table":{"a":1},"document":{"z":1,"a":null},"kind":"second"}"#,
    ].joined()
    #expect(try JSONValue(encoding: Outer()).text() == text)
  }

  @Test func aValueComesBackAsItWas() throws {
    var value = Outer()
    value.inner.name = "x"
    value.optional = Inner(weight: 1, name: "ü")
    value.kind = .first
    let document = try JSONValue(encoding: value)
    #expect(try document.decoded(file: "f") == value)
    let text = document.text(indented: true)
    #expect(try JSONParser.parse(Array(text.utf8), file: "f").decoded(file: "f") == value)
  }

  @Test func numbersThatJSONDoesNotHaveAreNull() throws {
    #expect(try JSONValue(encoding: [Double.nan, .infinity, 1]) == [nil, nil, 1.0])
  }

  @Test func wholeNumbersAreTakenForBrokenOnesAndBack() throws {
    let document: JSONValue = [1, 2.0]
    #expect(try document.decoded(as: [Double].self, file: "f") == [1, 2])
    #expect(try document.decoded(as: [Int].self, file: "f") == [1, 2])
    #expect(try document.decoded(as: [Float].self, file: "f") == [1, 2])
  }

  private static let wrong: [(JSONValue, String)] = [
    (["weight": "x"] as JSONValue, "weight: expected a number"),
    ([:], "weight: it is missing"),
    ([1], "expected an object"),
    (["weight": 1, "name": 2], "name: expected a string"),
  ]

  @Test(arguments: wrong)
  func whatIsWrongIsNamed(document: JSONValue, message: String) {
    let error = #expect(throws: AssayError.self) {
      try document.decoded(as: Inner.self, file: "f.json")
    }
    #expect(error?.message == message)
    #expect(error?.location?.file == "f.json")
  }

  @Test func placesInArraysAreNamed() {
    let document: JSONValue = [[1], [2, "x"]]
    let error = #expect(throws: AssayError.self) {
      try document.decoded(as: [[Int]].self, file: "f")
    }
    #expect(error?.message == "1.1: expected a whole number")
    let large: JSONValue = [300, -1]
    #expect(throws: AssayError.self) { try large.decoded(as: [UInt8].self, file: "f") }
    #expect(throws: AssayError.self) {
      try JSONValue.array([1.5]).decoded(as: [Int].self, file: "f")
    }
  }

  @Test func absentMembersLeaveOptionalsNil() throws {
    let document: JSONValue = ["weight": 2, "other": true]
    #expect(try document.decoded(file: "f") == Inner(weight: 2, name: nil))
  }

  @Test func documentsPassThroughOtherCoders() throws {
    let document: JSONValue = ["a": [1, 2.5, "x", nil, true], "b": ["c": []]]
    let data = try JSONEncoder().encode(document)
    let back = try JSONDecoder().decode(JSONValue.self, from: data)
    #expect(back["a"] == document["a"] && back["b"]?["c"] == [])
    #expect(back.object?.members.count == 2)
  }
}
