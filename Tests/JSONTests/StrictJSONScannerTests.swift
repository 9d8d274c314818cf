// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import JSON

/// The scanner that tells what is wrong reads what is right as simdjson does.
@Suite struct StrictJSONScannerTests {
  /// Characters that break lines in other programs part no objects.
  @Test(arguments: [("\u{2028}", "U+2028"), ("\u{2029}", "U+2029"), ("\u{85}", "U+0085")])
  func foreignLineBreaksAreNamed(character: String, name: String) {
    let error = #expect(throws: AssayError.self) {
      try JSONParser.parse(Array("{}\(character){}".utf8), file: "in.json")
    }
    #expect(error?.message.contains("there is \(name), which breaks no line in JSON") == true)
    #expect(error?.remedy == "Write each object on a line of its own")
  }

  private func scan(_ text: String) throws(JSONFault) -> JSONValue {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
      var scanner = StrictJSONScanner(buffer)
      return try scanner.document()
    }
  }

  @Test(
    arguments: [
      (" null ", .null), ("true", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
      ("0.5", 0.5), ("1e2", 100.0), ("1E+2", 100.0), ("1e-2", 0.01), ("-1.25e1", -12.5), ("[]", []),
      ("{}", [:]), ("[ 1 , 2 ]", [1, 2]), ("{ \"a\" : [ ] }", ["a": []]),
      ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9\ud83d\ude00""#, "é😀"),
      ("\"é東😀\"", "é東😀"), ("[[[[]]]]", [[[[]]]]),
    ] as [(String, JSONValue)])
  func readsValues(_ text: String, _ value: JSONValue) throws {
    #expect(try scan(text) == value)
    #expect(try JSONParser.parse(Array(text.utf8), file: "t") == value)
  }

  @Test func equalKeysStay() throws {
    #expect(try scan(#"{"a": 1, "a": 2}"#).object?.members.map(\.value) == [1, 2])
  }

  @Test func startsWhereItIsTold() throws {
    let bytes = Array("xx[1]".utf8)
    let value = try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
      var scanner = StrictJSONScanner(buffer, from: 2)
      return try scanner.document()
    }
    #expect(value == [1])
  }

  @Test func nestsAsDeepAsTheParser() throws {
    let nested = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    _ = try scan(nested(JSONParser.maximumDepth))
    #expect(throws: JSONFault.self) { try scan(nested(JSONParser.maximumDepth + 1)) }
  }
}
