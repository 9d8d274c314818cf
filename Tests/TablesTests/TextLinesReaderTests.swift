// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct TextLinesReaderTests {
  @Test func readsACompletionALine() throws {
    let text = "\u{FEFF}one, \"two\"\r\n\n three é\nlast"
    for chunk in [1, 2, 5, 1 << 18] {
      let table = try ReadTable(text, as: "in.txt", options: .tiny(chunk: chunk))
      #expect(table.columns == ["prompt", "completion"])
      #expect(table.rows.map { $0[1] } == ["one, \"two\"", "", " three é", "last"])
      #expect(table.kinds.allSatisfy { $0 == [.missing, .text] })
      #expect(table.lines == [1, 2, 3, 4])
    }
  }

  @Test func carriageReturnsAloneEndLinesToo() throws {
    for chunk in [1, 2, 5, 1 << 18] {
      let table = try ReadTable("a\rb\r\rc\r\nd\ne", as: "in.txt", options: .tiny(chunk: chunk))
      #expect(table.rows.map { $0[1] } == ["a", "b", "", "c", "d", "e"])
      #expect(table.lines == [1, 2, 3, 4, 5, 6])
    }
  }

  @Test func saysWhatIsWrong() throws {
    #expect(try readingError("", as: "in.txt").message == "the file is empty")
    let error = try readingError([0x61, 0x0A, 0xFF, 0x0A], as: "in.txt")
    #expect(error.location?.line == 2)
    #expect(error.location?.column == 1)
  }
}
