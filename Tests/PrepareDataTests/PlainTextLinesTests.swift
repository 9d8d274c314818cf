// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PlainTextLinesTests {
  @Test(arguments: [
    ("a\nb", ["a", "b"]), ("a\nb\n", ["a", "b", ""]), ("a\r\nb\rc", ["a", "b", "c"]),
    ("\n", ["", ""]), ("", [""]), ("\u{FEFF}a", ["\u{FEFF}a"]), ("a\n\rb", ["a", "", "b"]),
    ("a\r", ["a", ""]), ("é\n東", ["é", "東"]),
  ])
  func linesAreCompletions(_ text: String, _ lines: [String]) {
    let frame = PlainTextLines.frame(Array(text.utf8))
    #expect((0..<frame.count).map { frame.completion[$0] } == lines)
    #expect((0..<frame.count).allSatisfy { frame.prompt[$0] == "" })
    #expect(frame.index == .range(lines.count))
    #expect(frame.columns.map(\.text) == ["prompt", "completion"])
  }
}
