// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PythonTextTests {
  private func representation(_ text: String) -> String {
    var output: [UInt8] = []
    PythonText.writeRepresentation(of: Array(text.utf8), to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func quotesLikeRepr() {
    #expect(representation("plain é 東 😀") == "'plain é 東 😀'")
    #expect(representation("it's") == #""it's""#)
    #expect(representation("both ' and \"") == #"'both \' and "'"#)
    #expect(representation("\t\n\r\\\u{1}\u{7F}\u{85}\u{A0}") == #"'\t\n\r\\\x01\x7f\x85\xa0'"#)
    #expect(
      representation("\u{200B}\u{2028}\u{E000}\u{10FFFF}") == #"'\u200b\u2028\ue000\U0010ffff'"#)
  }

  @Test func printsContainersLikePython() {
    let value = PythonValue.list([
      .integer(1), .float(2), .none, .bool(true), .text(Array("a".utf8)),
      .dictionary([(key: Array("k".utf8), value: .list([]))]),
    ])
    #expect(String(decoding: value.string, as: UTF8.self) == "[1, 2.0, None, True, 'a', {'k': []}]")
  }

  @Test func stripsUnicodeSpace() {
    let text = Array("\u{3000}\u{85}\u{1C} a b \u{2028}\t\u{A0}".utf8)
    text.withUnsafeBufferPointer {
      #expect(String(decoding: $0[PythonText.stripped($0)], as: UTF8.self) == "a b")
    }
    Array("\u{200B}".utf8).withUnsafeBufferPointer {
      #expect(PythonText.stripped($0).count == 3)
    }
  }
}
