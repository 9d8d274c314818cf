// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import JSON

/// Documents without white space between their parts.
@Suite struct CompactTests {
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
