// SPDX-License-Identifier: Apache-2.0

import Console
import Testing

@Suite struct TextColumnsTests {
  @Test func columnsAreAsWideAsTheirWidestCell() {
    let rows = [["name", "size", "from"], ["ada", "12", "-"], ["babbage", "7", "hub"]]
    #expect(
      TextColumns.table(rows, numbers: [1])
        == "name     size  from\nada        12  -\nbabbage     7  hub\n")
    #expect(TextColumns.table([]) == "")
  }

  /// Two columns of a terminal for each of these characters.
  @Test func wideCharactersTakeTwoColumns() {
    #expect(TextColumns.table([["模型", "x"], ["ada", "y"]]) == "模型  x\nada   y\n")
    #expect(TextColumns.pairs([("模型", "x"), ("a", "y")]) == "模型  x\na     y\n")
  }

  @Test func longValuesGoOnUnderTheirStart() {
    #expect(
      TextColumns.pairs([("command", "assay train -t a.jsonl"), ("n", "7")], width: 22)
        == "command  assay train\n         -t a.jsonl\nn        7\n")
  }

  @Test func shortRowsAndEmptyCellsLeaveNoSpacesBehind() {
    #expect(TextColumns.table([["a", "bb"], ["c"], ["d", ""]]) == "a  bb\nc\nd\n")
  }
}
