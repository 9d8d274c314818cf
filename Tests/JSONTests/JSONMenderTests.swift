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
}
