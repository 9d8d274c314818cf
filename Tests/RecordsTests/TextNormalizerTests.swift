// SPDX-License-Identifier: Apache-2.0

import Platform
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

  /// Texts of ASCII are written many bytes at a time: byte by byte they come out the same.
  @Test func longTextsAreWrittenAsShortOnes() {
    var generator = SeededGenerator(seed: 11)
    let letters = Array("abcXYZ [@`{ \t\n.09".utf8)
    for length in 0..<300 {
      let text = (0..<length).map { index in
        // Long plain stretches, so that whole pieces are met.
        index / 40 % 2 == 0 ? UInt8(ascii: "Q") : letters[generator.next(below: letters.count)]
      }
      let words = text.split(whereSeparator: { $0 == 0x20 || 0x09...0x0D ~= $0 })
      let expected = Array(words.joined(separator: [0x20])).map { byte in
        0x41...0x5A ~= byte ? byte | 0x20 : byte
      }
      var out = Array("before".utf8)
      text.withUnsafeBufferPointer { TextNormalizer.append($0, to: &out) }
      #expect(out == Array("before".utf8) + expected)
    }
  }
}
