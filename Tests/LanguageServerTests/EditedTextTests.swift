// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LanguageServer

@Suite struct EditedTextTests {
  /// Each edit leaves the lines that a new text would have.
  @Test func editsKeepTheLines() {
    let parts = ["", "a", "\n", "\r", "\r\n", "é𝕏", "x\ny", "\r\r\n"]
    for start in ["", "ab\ncd", "a\r\nb\rc\n", "\r", "\n\n"] {
      let size = EditedText(start).bytes.count
      for low in 0...size {
        for high in low...size {
          for part in parts {
            var text = EditedText(start)
            text.replace(low..<high, with: part)
            let whole = EditedText(text.text(0..<text.bytes.count))
            #expect(text.lineStarts == whole.lineStarts, "\(start.debugDescription) \(low) \(high)")
          }
        }
      }
    }
  }

  @Test func positionsCountInTheUnitsOfTheClient() {
    let text = EditedText("aé𝕏b\r\nnext")
    for (offset, utf16, utf8) in [(0, 0, 0), (1, 1, 1), (3, 2, 3), (7, 4, 7), (8, 5, 8)] {
      let wide = TextPosition(line: 0, character: utf16)
      let bytes = TextPosition(line: 0, character: utf8)
      #expect(text.position(of: offset, .utf16) == wide && text.offset(of: wide, .utf16) == offset)
      #expect(text.position(of: offset, .utf8) == bytes && text.offset(of: bytes, .utf8) == offset)
    }
    #expect(text.position(of: 10, .utf16) == TextPosition(line: 1, character: 0))
  }

  /// Clients may point behind the end of a line or of the text, or into a character.
  @Test func positionsOutsideMeanTheNearestPlace() {
    let text = EditedText("a𝕏\nb")
    #expect(text.offset(of: TextPosition(line: 0, character: 99), .utf16) == 5)
    #expect(text.offset(of: TextPosition(line: 0, character: 2), .utf16) == 1)
    #expect(text.offset(of: TextPosition(line: 0, character: 3), .utf8) == 1)
    #expect(text.offset(of: TextPosition(line: 9, character: 0), .utf16) == 7)
    #expect(text.offset(of: TextPosition(line: -1, character: 0), .utf16) == 0)
  }
}
