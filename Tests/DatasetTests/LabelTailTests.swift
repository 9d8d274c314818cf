// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Dataset

/// Labels and the whitespace behind them.
@Suite struct LabelTailTests {
  private func table(_ completions: [String]) -> LabelTable {
    var table = LabelTable()
    for (row, var completion) in completions.enumerated() {
      completion.withUTF8 { table.add($0, row: row, line: row + 1) }
    }
    return table
  }

  private func tails(_ table: LabelTable) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: table.sorted.map { entry in
        (entry.label, table.tails(of: entry).map { String(decoding: $0, as: UTF8.self) })
      })
  }

  @Test func tailsAreTheWhitespaceBehindALabel() {
    let table = table([" yes", " yes ", "yes ", " no\n", " no\n", " no ", "maybe "])
    #expect(table.count == 3)
    #expect(tails(table) == ["yes": [" ", ""], "no": [" ", "\n"], "maybe": [" "]])
  }

  /// Whatever is not seen behind a label, it is one class.
  @Test func unseenCharactersAreTailsToo() {
    let unseen = ["\u{85}", "\u{2028}", "\u{2029}", "\u{A0}", "\u{3000}", " \u{85}", "\n\u{2003}"]
    let table = table([" yes"] + unseen.map { " yes" + $0 } + [" no"])
    #expect(table.sorted.map(\.label) == ["yes", "no"] && table.sorted.map(\.count) == [8, 1])
    #expect(Set(tails(table)["yes"] ?? []) == Set(unseen + [""]))
    // Before a label they are a part of the text that is learned, and so are zero-width characters.
    #expect(self.table(["yes", "\u{A0}yes", "yes\u{200B}", "yes\u{FEFF} "]).count == 4)
    #expect(self.table(["\u{85}", " "]).sorted.map(\.label) == [""])
  }

  @Test(arguments: 0...6)
  func tailsAreMerged(_ place: Int) {
    let completions = ["a\n", "b", "b ", "a", "a\n", "b "]
    var first = table(Array(completions[..<place]))
    first.merge(table(Array(completions[place...])))
    #expect(tails(first) == ["a": ["\n", ""], "b": ["", " "]])
    #expect(first.sorted.map(\.count) == [3, 3])
  }

  @Test func manyKindsOfTailsAreOneInTheEnd() {
    let table = table((0..<40).map { "a" + String(repeating: " ", count: $0) })
    #expect(tails(table)["a"]?.count == 16)
  }
}
