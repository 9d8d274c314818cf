// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import Service

@Suite struct RequestFieldsTests {
  private func fields(_ text: String) throws(APIError) -> RequestFields {
    try RequestFields(body: Array(text.utf8))
  }

  @Test(arguments: ["[]", "\"x\"", "null", "1", "true"])
  func refusesWhatIsNoObject(text: String) {
    let error = #expect(throws: APIError.self) { try fields(text) }
    #expect(error?.message == "The body of the request must be a JSON object.")
    #expect(error?.status == 400)
  }

  @Test(arguments: ["", " ", "{", "{\"a\":1}}", "{a:1}", "\u{0}", "{\"a\":1,}"])
  func refusesWhatIsNoJSON(text: String) {
    let error = #expect(throws: APIError.self) { try fields(text) }
    #expect(error?.message.hasPrefix("We could not parse the JSON body of your request: ") == true)
  }

  @Test func refusesBytesThatAreNoText() {
    #expect(throws: APIError.self) {
      try RequestFields(body: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])
    }
  }

  @Test func readsEachType() throws {
    var fields = try fields(
      #"{"s": "text", "t": true, "i": 7, "w": 8.0, "d": 0.5, "o": {"k": 1}, "a": [1]}"#)
    #expect(try fields.string("s") == "text")
    #expect(try fields.bool("t") == true)
    #expect(try fields.integer("i", in: 0...10) == 7)
    #expect(try fields.integer("w", in: 0...10) == 8)
    #expect(try fields.number("d", in: 0...1) == 0.5)
    #expect(try fields.number("i", in: 0...10) == 7)
    #expect(try fields.object("o")?["k"] == 1)
    #expect(fields.value("a") == [1])
    try fields.finish()
  }

  @Test func nullIsTheSameAsAbsent() throws {
    var fields = try fields(#"{"x": null}"#)
    for name in ["x", "y"] {
      #expect(fields.value(name) == nil)
      #expect(try fields.string(name) == nil)
      #expect(try fields.bool(name) == nil)
      #expect(try fields.integer(name, in: 1...2) == nil)
      #expect(try fields.number(name, in: 1...2) == nil)
      #expect(try fields.object(name) == nil)
    }
    try fields.finish()
  }

  @Test(arguments: [
    ("true", "a boolean"), ("3", "an integer"), ("1.5", "a decimal number"), ("\"x\"", "a string"),
    ("[1]", "an array"), ("{}", "an object"),
  ])
  func aWrongTypeIsNamed(text: String, kind: String) throws {
    var fields = try fields("{\"x\": \(text)}")
    func expect(_ expected: String, _ read: () throws -> Void) {
      guard expected != kind else { return }
      let error = #expect(throws: APIError.self) { try read() }
      #expect(
        error
          == .invalid(
            "Invalid type for 'x': expected \(expected), but got \(kind) instead.", param: "x",
            code: "invalid_type"))
    }
    expect("a string") { _ = try fields.string("x") }
    expect("a boolean") { _ = try fields.bool("x") }
    expect("an integer") { _ = try fields.integer("x", in: 0...9) }
    if kind != "an integer" && kind != "a decimal number" {
      expect("a number") { _ = try fields.number("x", in: 0...9) }
    }
    expect("an object") { _ = try fields.object("x") }
  }

  @Test func wholeNumbersHaveARange() throws {
    for (text, expected) in [("1", 1), ("10", 10), ("10.0", 10)] {
      var fields = try fields("{\"n\": \(text)}")
      #expect(try fields.integer("n", in: 1...10) == expected)
    }
    var below = try fields(#"{"n": 0}"#)
    var error = #expect(throws: APIError.self) { try below.integer("n", in: 1...10) }
    #expect(
      error?.message
        == "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.")
    #expect(error?.code == "integer_below_min_value" && error?.param == "n")
    var above = try fields(#"{"n": 11}"#)
    error = #expect(throws: APIError.self) { try above.integer("n", in: 1...10) }
    #expect(
      error?.message
        == "Invalid 'n': integer above maximum value. Expected a value <= 10, but got 11 instead.")
    #expect(error?.code == "integer_above_max_value" && error?.param == "n")
  }

  @Test func numbersHaveARange() throws {
    for (text, expected) in [("0", 0.0), ("2", 2), ("0.25", 0.25)] {
      var fields = try fields("{\"n\": \(text)}")
      #expect(try fields.number("n", in: 0...2) == expected)
    }
    for (text, side, code) in [
      ("-0.5", "below minimum", "decimal_below_min_value"),
      ("2.5", "above maximum", "decimal_above_max_value"),
    ] {
      var fields = try fields("{\"n\": \(text)}")
      let error = #expect(throws: APIError.self) { try fields.number("n", in: 0...2) }
      #expect(error?.message.contains("decimal \(side) value") == true)
      #expect(error?.message.contains("but got \(text) instead") == true)
      #expect(error?.code == code)
    }
  }

  @Test func theFirstMemberThatNobodyAskedForIsNamed() throws {
    var fields = try fields(#"{"a": 1, "b": null, "c": 3}"#)
    _ = fields.value("a")
    let error = #expect(throws: APIError.self) { try fields.finish() }
    #expect(
      error
        == .invalid(
          "Unrecognized request argument supplied: b", param: "b", code: "unknown_parameter"))
  }

  @Test func aMissingFieldIsNamed() {
    let error = RequestFields.missing("model")
    #expect(error.message == "You must provide a 'model' parameter.")
    #expect(error.param == "model" && error.code == "missing_required_parameter")
  }
}
