// SPDX-License-Identifier: Apache-2.0

import Tables
import Testing

@testable import Checks

/// Checks of columns besides prompt and completion.
@Suite struct LeftOutColumnTests {
  private static let columns = ["prompt", "completion", "note"]

  /// Rows whose third cell is given; nil is a cell without text.
  private func rows(_ notes: [String?], kind: CellKind = .text) -> [[(String, CellKind)]] {
    notes.enumerated().map { row, note in
      [
        ("question \(row)", .text), ("an answer of row \(row)", .text),
        (note ?? "", note == nil ? .missing : kind),
      ]
    }
  }

  private func leftOut(_ notes: [String?], share: Int = 50) throws -> [String] {
    let check = try CheckRun("{kind: left-out-text, share: \(share)}")
    return try check(rows(notes), columns: Self.columns)
  }

  /// Four words, or 60 bytes in a script that does not part its words.
  @Test(
    arguments: [
      ("one two three", false), ("one two three four", true), ("  one two three  ", false),
      (String(repeating: "模", count: 19) + "ab", false),
      (String(repeating: "模", count: 20), true), (String(repeating: "a", count: 60), false),
      ("", false), ("   ", false),
    ])
  func textIsMoreThanAName(_ note: String, _ isText: Bool) throws {
    let found = try leftOut([note, note])
    #expect(
      found
        == (isText
          ? [
            "row 2 [] columns=the column `note` filled=2 rows hold=holds"
              + #" template='{note}\n\n{prompt}'"#
          ] : []))
  }

  /// The rows that hold something are counted, and half of them must be text.
  @Test func theShareIsOfAllRows() throws {
    let text = "a note of several words"
    #expect(try leftOut([text, nil, nil]).isEmpty)
    #expect(try leftOut([text, nil]).count == 1)
    #expect(try leftOut([text, nil, nil, nil], share: 25).count == 1)
    #expect(try leftOut([text, "x", nil, nil]).isEmpty)
    #expect(try leftOut([text, text, "x", nil]).count == 1)
  }

  private func flags(_ notes: [String?], kind: CellKind = .text) throws -> [String] {
    let check = try CheckRun("{kind: preference-flag, columns: [note]}")
    return try check(rows(notes, kind: kind), columns: Self.columns)
  }

  @Test func refusedRowsAreCounted() throws {
    #expect(try flags(["true", "false", "False"]) == ["row 2 [] column=`note`"])
    #expect(try flags(["true", "false"], kind: .boolean) == ["row 1 [] column=`note`"])
    #expect(try flags(["false", nil]) == ["row 1 [] column=`note`"])
    #expect(try flags(["true", "TRUE"]).isEmpty)
    #expect(try flags(["true", "false", "maybe"]).isEmpty)
    #expect(try flags(["0", "1"], kind: .number).isEmpty)
    let other = try CheckRun("{kind: preference-flag, columns: [label]}")
    #expect(try other(rows(["true", "false"]), columns: Self.columns).isEmpty)
  }
}
