// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Records

@Suite struct TextNormalizerTests {
  @Test(arguments: [
    ("A  b\n\tC ", "a b c"), ("ＡＢＣ", "abc"), ("Cafe\u{301}", "café"), ("ﬁne\u{A0}x", "fine x"),
  ])
  func normalForm(_ text: String, _ expected: String) {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { TextNormalizer.append($0, to: &out) }
    #expect(out == Array(expected.utf8))
  }
}
