// SPDX-License-Identifier: Apache-2.0

import JSON
import Platform
import Reports
import Testing

@Suite struct TextRendererTests {
  @Test func tablesAreAlignedAndControlCharactersShown() {
    #expect(
      TextReport().render(hostileReport) == #"""
        Evaluation
        a.jsonl: 3 rows, 2 classes

        Figures
          Accuracy  0.6667  0.2500 to 1.0000
          AUROC          –  one class only
          Rows       3,080

          The positive class is '<b>'.

        Classes
          Class                               Support      F1
          </script><script>alert(1)</script>        2  0.5000  ██████████░░░░░░░░░░
          =1+1|"q"\n@me                             1  1.0000  ████████████████████

        Confusions
          true \ predicted  東京  <i>
          東京                 1    1
          <i>                  0    1

        """#)
  }

  @Test func colorOnlyWhereItIsWanted() {
    #expect(!TextReport().render(hostileReport).contains("\u{1B}"))
    #expect(TextReport(colored: true).render(hostileReport).contains("\u{1B}[1m"))
  }

  @Test func longTablesAreCut() {
    let text = TextReport(rowLimit: 1).render(hostileReport)
    #expect(text.contains("... and 1 more rows"))
    #expect(!text.contains("@me"))
  }

  private func text(_ block: ReportBlock) -> [String] {
    let section = ReportSection(title: "Rows", blocks: [block])
    let report = Report(title: "T", summary: "s", sections: [section], data: .null)
    return TextReport().render(report).split(separator: "\n").map(String.init)
  }

  /// Bars give way before texts do, and no line is wider than a terminal.
  @Test func barsTakeTheRoomThatIsLeft() throws {
    let table = ReportTable(
      title: "Rows",
      columns: [
        .count("Row"), .text("Prompt"), .text("Label"), .share("P(label)"), .text("Suggestion"),
        .share("P(suggestion)"),
      ],
      rows: [
        [
          .number(7), .text(String(repeating: "mail ", count: 20)), .text("Shipping"),
          .number(0.1), .text("Account"), .number(0.9),
        ]
      ])
    let lines = text(.table(table))
    #expect(lines.allSatisfy { TerminalWidth.of($0) <= 80 }, "\(lines)")
    #expect(lines.last?.contains("█") == true)
  }

  /// A sentence of usual length stays whole where a bar beside it would cost its end.
  @Test func wordsAreNotCutForABar() {
    let table = ReportTable(
      title: "Rows",
      columns: [.text("If"), .share("Rows that only one has right"), .count("Test rows")],
      rows: [[.text("they share half of their mistakes"), .number(0.01), .number(783)]])
    let lines = text(.table(table))
    #expect(lines.last?.contains("they share half of their mistakes") == true, "\(lines)")
    #expect(lines.allSatisfy { TerminalWidth.of($0) <= 80 && !$0.contains("░") }, "\(lines)")
  }

  @Test func namesOfManyClassesBecomeNumbers() {
    let labels = (1...9).map { "a long name \($0)" }
    let counts = labels.indices.map { row in labels.indices.map { $0 == row ? 12 : 0 } }
    let lines = text(.matrix(ReportMatrix(title: "M", labels: labels, counts: counts)))
    #expect(lines.allSatisfy { TerminalWidth.of($0) <= 80 }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("  true \\ predicted  ") && $0.hasSuffix("   9") })
    #expect(lines.contains { $0.hasPrefix("  9 a long name 9 ") })
  }

  @Test func aSpaceAtTheEndOfALabelIsSeen() {
    let table = ReportTable(
      title: "Classes", columns: [.text("Class"), .count("Rows")],
      rows: [[.text(" Billing"), .number(3)], [.text(" Billing "), .number(1)]])
    let lines = text(.table(table))
    #expect(lines.contains("   Billing      3") && lines.contains("   Billing␣     1"), "\(lines)")
    #expect(
      HTMLReport.render(
        Report(
          title: "T", summary: "s",
          sections: [ReportSection(title: "Rows", blocks: [.table(table)])], data: .null)
      ).contains("Billing␣"))
  }

  @Test func widthsOfWideAndCombiningCharacters() {
    #expect(TerminalWidth.of("東京") == 4)
    #expect(TerminalWidth.of("e\u{301}a") == 2)
    #expect(TerminalWidth.of("😀") == 2)
    #expect(TerminalWidth.cut("abcdef", to: 4) == "abc…")
    #expect(TerminalWidth.cut("東京都", to: 4) == "東…")
    #expect(VisibleText.escaped("a\u{202E}b\t") == "a<U+202E>b\\t")
  }
}
