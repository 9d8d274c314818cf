// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PandasJSONParserTests {
  private func parse(_ text: String) throws(PandasJSONParser.Refusal) -> PythonValue {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { (buffer) throws(PandasJSONParser.Refusal) in
      var parser = PandasJSONParser(buffer)
      let value = try parser.value()
      try parser.expectEnd()
      return value
    }
  }

  private func refusal(_ text: String) -> PandasJSONParser.Refusal? {
    do throws(PandasJSONParser.Refusal) {
      _ = try parse(text)
      return nil
    } catch {
      return error
    }
  }

  private func printed(_ text: String) throws -> String {
    String(decoding: try parse(text).string, as: UTF8.self)
  }

  @Test(arguments: [
    ("true", "True"), ("false", "False"), ("null", "None"), ("NaN", "None"),
    ("Infinity", "inf"), ("-Infinity", "-inf"), (" \t\r\n1 ", "1"), ("[]", "[]"), ("{}", "{}"),
    ("[1, [2, \"x\"]]", "[1, [2, 'x']]"), ("{\"a\": {\"b\": null}}", "{'a': {'b': None}}"),
  ])
  func readsValues(_ text: String, _ expected: String) throws {
    #expect(try printed(text) == expected)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("007", "7"), ("-12", "-12"),
    ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", "9223372036854775808"),
    ("-9223372036854775808", "-9223372036854775808"),
    ("18446744073709551615", "18446744073709551615"), ("1.5", "1.5"), ("-2.25", "-2.25"),
    ("1e3", "1000.0"), ("2E-2", "0.02"), ("1e+2", "100.0"), ("3.", "3.0"),
    ("0.1234567890123456", "0.12345678901234501"),
  ])
  func readsNumbersDigitByDigit(_ text: String, _ expected: String) throws {
    #expect(try printed(text) == expected)
  }

  /// Overflow is noticed only when the wrapped number is smaller than the one before.
  @Test func refusesNumbersThatAreTooLarge() {
    #expect(refusal("18446744073709551616")?.message == "a number is too large")
    #expect(refusal("-9223372036854775809")?.message == "a number is too large")
    #expect(refusal("[1, 99999999999999999999]")?.offset == 23)
  }

  @Test(arguments: [
    (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
    (#""\u00e9\u6771""#, "é東"),
    (#""\ud83d\ude00""#, "😀"), ("\"a\tb\nc\"", "a\tb\nc"), (#""""#, ""), (#""\u0041\u004a""#, "AJ"),
    (#""\ud83dabc\ude00""#, "abc😀"), (#""\ud83d""#, ""),
  ])
  func readsStrings(_ text: String, _ expected: String) throws {
    #expect(try printed(text) == expected)
  }

  /// A low surrogate alone stands as three bytes.
  @Test func keepsALowSurrogate() throws {
    #expect(try parse(#""x\udc00""#).string == [0x78, 0xED, 0xB0, 0x80])
  }

  @Test(arguments: [
    (#""\x""#, "an escape is not known", 2), (#""\u12g4""#, "a `\\u` escape is cut off", 5),
    (#""abc"#, "a string has no end", 4), (#""\ud83d\u0041""#, "half a surrogate pair", 13),
    ("[1,]", "a value was expected after the comma", 3), ("[1 2]", "`,` or `]` was expected", 3),
    ("{1: 2}", "a key in quotes was expected", 1), ("{\"a\" 1}", "`:` was expected", 5),
    ("{\"a\": 1 \"b\": 2}", "`,` or `}` was expected", 8), ("tru", "`true` was expected", 3),
    ("nul", "`null` was expected", 3), ("x", "a value was expected", 0),
    ("", "a value was expected", 0),
    ("1 2", "text after the end of the document", 2),
  ])
  func saysWhereAndWhy(_ text: String, _ message: String, _ offset: Int) {
    let refusal = refusal(text)
    #expect(refusal?.message == message && refusal?.offset == offset, "\(refusal as Any)")
  }

  @Test func aCommaMayStandBeforeTheEndOfAnObject() throws {
    #expect(try printed("{\"a\": 1, }") == "{'a': 1}")
  }

  @Test func theLastOfEqualKeysCountsInThePlaceOfTheFirst() throws {
    #expect(try printed(#"{"a": 1, "b": 2, "a": 3}"#) == "{'a': 3, 'b': 2}")
  }

  @Test func nestsAThousandAndTwentyFourDeep() throws {
    let deep = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(refusal(deep(1024)) == nil)
    #expect(refusal(deep(1025))?.message == "nested more than 1024 deep")
    // Depth is left again.
    #expect(refusal("[\(deep(1023)), \(deep(1023))]") == nil)
    // And no further than it was entered.
    #expect(refusal("[\(deep(1023)), \(deep(1024))]")?.message == "nested more than 1024 deep")
  }
}
