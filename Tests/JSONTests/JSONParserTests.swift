// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
import Testing

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(AssayError) -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "in.json")
  }

  @Test func readsEveryKindOfValue() throws {
    let value = try parse(
      #" {"a": [1, -2.5, 1e3, true, false, null], "ü": "x\n\u00e9\ud83d\ude00/", "e": {}, "l": []} "#
    )
    #expect(
      value == [
        "a": [1, -2.5, 1000.0, true, false, nil], "ü": "x\né😀/", "e": [:], "l": [],
      ])
  }

  @Test func readsScalarsAlone() throws {
    #expect(try parse("1") == 1)
    #expect(try parse("\"x\"") == "x")
    #expect(try parse("null\n") == nil)
  }

  @Test func keepsDuplicateKeysInOrder() throws {
    let object = try #require(try parse(#"{"b":1,"a":2,"b":3}"#).object)
    #expect(object.members.map(\.key) == ["b", "a", "b"])
    #expect(object["b"] == 3)
  }

  @Test func turnsIntegersThatDoNotFitIntoNumbers() throws {
    #expect(try parse("9223372036854775807") == .integer(.max))
    #expect(try parse("-9223372036854775808") == .integer(.min))
    #expect(try parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(
      try parse("[123456789012345678901234567890,\"a\"]")
        == [.number(1.2345678901234568e29), "a"])
  }

  @Test func skipsAByteOrderMark() throws {
    #expect(try parse("\u{FEFF}[1]") == [1])
    let error = #expect(throws: AssayError.self) { try parse("\u{FEFF}[1 2]") }
    #expect(error?.location?.column == 7)
  }

  @Test(arguments: [
    ("", 1, 1, "the document is empty"),
    ("  \n ", 2, 2, "the document is empty"),
    ("{\"a\": 1,\n \"b\" 2}", 2, 6, "':' was expected after the key, not '2'"),
    ("[1,\n2", 2, 2, "',' or ']' was expected in the array, not the end of the text"),
    ("[1,2,]", 1, 5, "there is a comma before the ']' that ends the array"),
    ("{\"a\":1,}", 1, 7, "there is a comma before the '}' that ends the object"),
    ("{'a':1}", 1, 2, "a key in double quotes was expected, not a single quote"),
    ("[1 2]", 1, 4, "',' or ']' was expected in the array, not '2'"),
    ("{\"a\":\n\"b}", 2, 1, "the string that starts here is not closed"),
    ("\"a\nb\"", 1, 3, "there is a line break inside a string"),
    ("\"a\u{1}\"", 1, 3, "there is the control character 0x01 inside a string"),
    ("[NaN]", 1, 2, "'NaN' is not a JSON value"),
    ("[nul]", 1, 2, "'nul' is not a JSON value"),
    ("[01]", 1, 2, "a number must not start with 0"),
    ("[1.]", 1, 4, "a digit after the point was expected, not ']'"),
    ("[-]", 1, 3, "a digit was expected, not ']'"),
    ("[1e]", 1, 4, "a digit of the exponent was expected, not ']'"),
    ("[1e999]", 1, 2, "the number is too large"),
    ("[\"\\x\"]", 1, 3, "'\\' followed by 'x' is not an escape of JSON"),
    ("[\"\\u12g4\"]", 1, 7, "four hexadecimal digits were expected after '\\u', not 'g'"),
    ("[\"\\ud83d\"]", 1, 3, "\\uD83D is half of a surrogate pair: no character"),
    ("[\"\\ude00\"]", 1, 3, "\\uDE00 is half of a surrogate pair: no character"),
    ("[\"\\ud83d\\u0041\"]", 1, 3, "\\uD83D is half of a surrogate pair: no character"),
    ("{} {}", 1, 4, "there is '{' after the end of the document"),
    ("[1]]", 1, 4, "there is ']' after the end of the document"),
    ("[,1]", 1, 2, "a value was expected, not ','"),
    ("\u{0}", 1, 1, "a value was expected, not the control character 0x00"),
  ])
  func namesLineColumnAndReason(text: String, line: Int, column: Int, message: String) {
    let error = #expect(throws: AssayError.self) { try parse(text) }
    #expect(error?.message == message)
    #expect(error?.location == Location(file: "in.json", line: line, column: column))
  }

  @Test func namesTheByteThatIsNotUTF8() {
    let error = #expect(throws: AssayError.self) {
      try JSONParser.parse(Array("[\n\"a".utf8) + [0xFF, 0x22, 0x5D], file: "in.json")
    }
    #expect(error?.message == "the byte 0xFF at offset 4 is not valid UTF-8")
    #expect(error?.location == Location(file: "in.json", line: 2, column: 3))
  }

  @Test func limitsTheDepth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    }
    var value = try parse(nested(JSONParser.maximumDepth))
    for _ in 0..<JSONParser.maximumDepth { value = try #require(value.array?.first) }
    #expect(value == 1)
    for depth in [JSONParser.maximumDepth + 1, 1_000_000] {
      let error = #expect(throws: AssayError.self) { try parse(nested(depth)) }
      #expect(error?.message.hasPrefix("arrays and objects are nested deeper than") == true)
      #expect(error?.location?.column == JSONParser.maximumDepth + 1)
    }
  }

  @Test func agreesWithTheStrictScanner() throws {
    // A huge integer sends the same document through the scanner.
    let document = #"{"a":[1,-2.5,"x\t\u00e9\ud83d\ude00",null,true,{"b":{}}],"c":1E-2,"d":0}"#
    let fast = try parse("[\(document), 0]")
    let strict = try parse("[\(document), 1000000000000000000000000]")
    #expect(fast.array?.first == strict.array?.first)
  }

  /// Whatever is cut or changed: a value or an error with a place, never a crash.
  @Test func survivesMutation() {
    let seed = Array(
      #"{"prompt":"a \u00e9\n\ud83d\ude00","n":[1,2.5e3,-0],"t":true,"z":{"k":null}}"#.utf8)
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      var bytes = seed
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      }
      do throws(AssayError) {
        let value = try JSONParser.parse(bytes, file: "m")
        #expect(try JSONParser.parse(Array(value.text().utf8), file: "m") == value)
      } catch {
        #expect(error.location?.line != nil && error.location?.column != nil)
      }
    }
  }
}
