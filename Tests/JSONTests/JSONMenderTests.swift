// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@Suite struct JSONMenderTests {
  private func mended(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBufferPointer { JSONMender.mended($0) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (#"{'prompt': 'a ->', 'completion': None}"#, #"{"prompt":"a ->","completion":null}"#),
    (#"{'a': 'say "hi"', 'b': "it's"}"#, #"{"a":"say \"hi\"","b":"it's"}"#),
    (#"{'a': 'it\'s', 'b': '\x41\x22\n'}"#, #"{"a":"it's","b":"A\u0022\n"}"#),
    (
      #"{"a": NaN, "b": -Infinity, "c": True, "d": 1.50}"#,
      #"{"a":null,"b":null,"c":true,"d":1.50}"#
    ),
    (#"{"a": [1, 2,], "b": {"c": 1,},}"#, #"{"a":[1,2],"b":{"c":1}}"#),
    (#"{prompt: "a", is_it: false}"#, #"{"prompt":"a","is_it":false}"#),
    (#"{“a”: “it’s ‘so’”}"#, #"{"a":"it’s ‘so’"}"#),
    (#"{"a": "C:\new\q\u12"}"#, #"{"a":"C:\new\\q\\u12"}"#),
    ("{\"a\": \"b\tc\"} // said twice", #"{"a":"b\u0009c"}"#),
    (#"{'a': '\x-1\x+f\u+123'}"#, #"{"a":"\\x-1\\x+f\\u+123"}"#),
    (#"/* one */ {"a": 1}, "#, #"{"a":1}"#),
    (#"{"a": "é\ud83d\ude00"}"#, #"{"a":"é\ud83d\ude00"}"#),
    (#"{"a": "\ud83d \ude00 \uD83D\u0041"}"#, #"{"a":"\ufffd \ufffd \ufffd\u0041"}"#),
  ])
  func whatIsMeantIsKept(_ text: String, _ json: String) throws {
    #expect(mended(text) == json)
    _ = try JSONParser.parse(Array(json.utf8), file: "mended")
  }

  @Test(arguments: [
    "", "{", "{'a': 'b", "{'a' 'b'}", "{'a': b}", "{'a': 1}{'b': 2}", "{'a': 007}", "[1 2]",
    "{1: ]",
    "prompt,completion", "{'a': 'it's'}",
  ])
  func whatCouldMeanAnythingIsLeft(_ text: String) {
    #expect(mended(text) == nil)
  }

  @Test func depthIsLimited() {
    #expect(mended(String(repeating: "[", count: 100_000)) == nil)
  }

  @Test(
    arguments: [
      ("True", "true"), ("FALSE", "false"), ("undefined", "null"), ("-NaN", "null"),
      ("-1.5e3", "-1.5e3"),
      ("'a';", #""a""#), ("# note\n1", "1"), ("1 // note", "1"), ("/* a */ 1 /* b", "1"),
      ("[]", "[]"),
      ("{}", "{}"), ("[1,,]", nil), ("[,]", nil), ("{,}", nil), ("01", nil), (".5", nil),
      ("+1", nil),
      ("tRue", nil), ("1 2", nil), ("{a b: 1}", nil), ("{a: 1, , b: 2}", nil), ("“a", nil),
    ] as [(String, String?)])
  func smallTexts(_ text: String, _ json: String?) {
    #expect(mended(text) == json)
  }

  @Test(arguments: [
    (#"'\u00e9'"#, #""\u00e9""#), (#"'\u12'"#, #""\\u12""#), (#"'\x4'"#, #""\\x4""#),
    (#"'\x0a'"#, #""\u000a""#), (#"'\xe9'"#, #""é""#), (#"'\q'"#, #""\\q""#),
    (#"'a\\'"#, #""a\\""#),
    ("'\u{1}'", #""\u0001""#), (#""it's""#, #""it's""#), (#"„a”"#, #""a""#), (#"”a”"#, #""a""#),
  ])
  func textsKeepWhatTheySay(_ text: String, _ json: String) {
    #expect(mended(text) == json)
  }
}
