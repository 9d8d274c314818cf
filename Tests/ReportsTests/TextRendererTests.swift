// SPDX-License-Identifier: Apache-2.0

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

  @Test func widthsOfWideAndCombiningCharacters() {
    #expect(TerminalWidth.of("東京") == 4)
    #expect(TerminalWidth.of("e\u{301}a") == 2)
    #expect(TerminalWidth.of("😀") == 2)
    #expect(TerminalWidth.cut("abcdef", to: 4) == "abc…")
    #expect(TerminalWidth.cut("東京都", to: 4) == "東…")
    #expect(VisibleText.escaped("a\u{202E}b\t") == "a<U+202E>b\\t")
  }
}
