// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PythonCaseTests {
  private func lower(_ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { PythonCase.writeLowercase(of: $0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func lowersInFull() {
    #expect(lower("ABC xyz 1") == "abc xyz 1")
    // The letters at both ends of the alphabet, and what stands next to them.
    #expect(lower("@AZ[`az{") == "@az[`az{")
    #expect(Array(lower("İẞ").unicodeScalars) == ["i", "\u{307}", "ß"])
    #expect(lower("Ⓐ𐐀ǅ") == "ⓐ𐐨ǆ")
  }

  @Test func putsTheFinalSigmaAtTheEndOfWords() {
    #expect(lower("ΟΔΟΣ") == "οδος")
    #expect(lower("ΟΔΟΣ ΣΑΣ") == "οδος σας")
    #expect(lower("Σ") == "σ")
    #expect(lower("ΑΣ\u{301}") == "ας\u{301}")
    #expect(lower("ΑΣ.Α") == "ασ.α")
  }

  @Test func countsLettersOnly() {
    var count = PythonCase.Count()
    Array("ABcd1é É Ⓐ ª ǅ 東".utf8).withUnsafeBufferPointer { PythonCase.count($0, into: &count) }
    #expect(count == PythonCase.Count(upper: 3, lower: 4))
    // No byte of these is ASCII.
    Array("ÉéΩ".utf8).withUnsafeBufferPointer { PythonCase.count($0, into: &count) }
    #expect(count == PythonCase.Count(upper: 5, lower: 5))
    Array("XyZ".utf8).withUnsafeBufferPointer { PythonCase.count($0, into: &count) }
    #expect(count == PythonCase.Count(upper: 7, lower: 6))
    #expect(lower("ÉΩ") == "éω")
  }

  @Test(arguments: zip(["@AZ[`az{", "@AZ[`az{é"], [2, 3]))
  func theAlphabetHasItsEnds(_ text: String, _ lower: Int) {
    var count = PythonCase.Count()
    Array(text.utf8).withUnsafeBufferPointer { PythonCase.count($0, into: &count) }
    #expect(count == PythonCase.Count(upper: 2, lower: lower))
  }

  /// Scalars on which Unicode 14 and later versions disagree.
  @Test func keepsToUnicode14() {
    #expect(PythonCase.caseOfLetter(0x295) == .lower)
    for scalar: UInt32 in [0x10FC, 0xA7F2, 0xA7F3, 0xA7F4, 0xAB69] {
      #expect(PythonCase.caseOfLetter(scalar) == nil)
    }
    // Added with Unicode 16: unknown, so neither cased nor printable.
    #expect(lower("\u{A7CB}") == "\u{A7CB}")
    #expect(!PythonText.isPrintable("\u{A7CB}"))
  }
}
