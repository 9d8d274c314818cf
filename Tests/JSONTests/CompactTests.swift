// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import JSON

/// Documents without white space between their parts.
@Suite struct CompactTests {
  @Test(arguments: [
    ("[12345678901234567890]", true), ("-9223372036854775808", true),
    ("9223372036854775807", false), ("0.12345678901234567890", false),
    (#"{"a":"12345678901234567890","b":1}"#, false), (#"["\"",99999999999999999999]"#, true),
  ])
  func longNumbersAreFound(text: String, isLong: Bool) {
    let found = Array(text.utf8).withUnsafeBufferPointer { JSONValue.hasLongInteger($0) }
    #expect(found == isLong)
  }

  @Test(arguments: [
    ("{ }", "{}"), (" [ 1 ,\n\t2.50 ]\r\n", "[1,2.50]"),
    (#"{"a b" : "c \" d" }"#, #"{"a b":"c \" d"}"#),
    (#"["\\", " \\\" ", "é "]"#, #"["\\"," \\\" ","é "]"#), ("", ""), (#"["a"#, #"["a"#),
    (#"["\"#, #"["\"#),
  ])
  func spaceGoes(text: String, compact: String) {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { JSONValue.writeCompact($0, to: &out) }
    #expect(String(decoding: out, as: UTF8.self) == compact)
  }
}
