// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables
import Testing

@testable import Checks

/// Checks of columns, cells, formats and what readers note.
@Suite struct FileCheckTests {
  private func cells(_ rows: [[String]]) -> [[(String, CellKind)]] {
    rows.map { $0.map { ($0, .text) } }
  }

  @Test func namesOfColumns() throws {
    let rows = cells([["a", "b"]])
    let space = try CheckRun("{kind: column-name, difference: space}")
    let letters = try CheckRun("{kind: column-name, difference: case}")
    let columns = [" prompt", "Completion"]
    #expect(try space(rows, columns: columns) == ["prompt 0 [] column=` prompt` wanted=`prompt`"])
    #expect(
      try letters(rows, columns: columns)
        == ["completion 0 [] column=`Completion` wanted=`completion`"])
    #expect(try space(rows) == [] && letters(rows) == [])
  }

  @Test func otherColumns() throws {
    let check = try CheckRun("{kind: extra-columns}")
    let found = try check(
      cells([["1", "a", "b", "x"]]), columns: ["id", "prompt", "completion", "note"])
    #expect(found == ["row 0 [] columns=the columns `id`, `note`"])
    let one = try check(cells([["a", "b", "x"]]), columns: ["prompt", "completion", "note"])
    #expect(one == ["row 0 [] columns=the column `note`"])
    #expect(try check(cells([["a", "b"]])) == [])
  }

  /// What belongs into the messages of a chat, in any case.
  @Test func columnsBesideMessages() throws {
    let check = try CheckRun("{kind: chat-columns, columns: [system, developer]}")
    let chat =
      #"[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]"#
    let rows: [[(String, CellKind)]] = [[(chat, .nested), ("s", .text), ("d", .text)]]
    #expect(
      try check(rows, columns: ["messages", "System", "developer"])
        // Nobody knows which of two texts is to be the first message.
        == ["row 0 [] columns=the columns `System`, `developer` !"])
    #expect(
      try check(rows, columns: ["messages", "note", "developer"])
        == ["row 0 [] columns=the column `developer`"])
    #expect(try check(rows, columns: ["messages", "note", "other"]) == [])
    #expect(
      try check(cells([["a", "b", "c"]]), columns: ["prompt", "completion", "system"]) == [])
  }

  /// The names of both columns in one row, but for case and the space and the endings around them.
  @Test func rowsThatRepeatTheHeader() throws {
    let check = try CheckRun("{kind: header-values}")
    let rows = [
      ("prompt", "completion"), ("prompt", "b c"), ("d", "completion"), (" Prompt", "COMPLETION "),
    ]
    #expect(try check(rows) == ["row 2 [0, 3]"])
    let ended = [("a ->", " b c"), ("d ->", " e f"), ("prompt ->", " completion")]
    #expect(try check(ended) == ["row 1 [2]"])
    // So much space is no space around a name.
    func spaced(_ count: Int) -> [(String, String)] {
      [("prompt" + String(repeating: " ", count: count), "completion"), ("a", "b c")]
    }
    #expect(try check(spaced(34)) == ["row 1 [0]"])
    #expect(try check(spaced(35)) == [])
    let own = ["question", "answer"]
    var named = check
    named.settings.names = ColumnNames(prompt: "question", completion: "answer")
    #expect(
      try named(
        cells([["a", "b"], ["Question", "answer"], ["prompt", "completion"]]), columns: own)
        == ["row 1 [1]"])
  }

  @Test(arguments: [
    ("a.csv", ["row 0 [] extension=`.csv` format=jsonl"]), ("a.jsonl", []), ("a.NDJSON", []),
    ("a.json.gz", ["row 0 [] extension=`.json` format=jsonl"]), ("a", []), ("a.zip", []),
  ])
  func namesOfFiles(_ path: String, _ expected: [String]) throws {
    let check = try CheckRun("{kind: file-name-format}")
    #expect(try check(cells([["a", "b"]]), path: path) == expected)
  }

  private func note(_ kind: ReadingNote.Kind, _ detail: String, rows: [Int] = []) -> ReadingNote {
    let place = Location(
      file: "example", row: rows.first, line: rows.first.map { $0 + 2 } ?? 1)
    return ReadingNote(
      kind: kind, detail: detail, location: place, count: max(1, rows.count), rows: rows)
  }

  @Test func notesOfTheReader() throws {
    let check = try CheckRun("{kind: file-note, note: mended-line}")
    let rows = cells([["a", "b"], ["c", "d"]])
    #expect(try check(rows) == [])
    let found = try check(rows, notes: [note(.mendedLine, "x", rows: [1])])
    #expect(found.count == 1 && found[0].hasPrefix("row 1 [1] ") && found[0].contains("detail=`x`"))
    #expect(try check(rows, notes: [note(.dateCell, "prompt", rows: [1])]) == [])
    let csv = try CheckRun("{kind: file-note, note: mended-line, formats: [csv]}")
    #expect(try csv(rows, notes: [note(.mendedLine, "x", rows: [1])]) == [])
    #expect(throws: (any Error).self) {
      try CheckRun("{kind: file-note, note: mended-line, formats: [docx]}")
    }
  }

  @Test func cellsThatWereDates() throws {
    let check = try CheckRun("{kind: column-note, note: date-cell}")
    let rows = cells([["a", "b"], ["c", "d"], ["e", "f"]])
    let found = try check(
      rows, format: .xlsx, notes: [note(.dateCell, "completion", rows: [1, 2])])
    #expect(found == ["completion 2 [1, 2] example="])
  }

  /// Rule files of older versions name the kind otherwise.
  @Test func olderNamesOfKindsAreRead() throws {
    for name in ["date-cell", "dateCell", "date_cell"] {
      #expect(CheckCatalog.kinds.first { $0.isNamed(name) }?.kind == "column-note")
    }
    #expect(!CheckCatalog.kinds.contains { $0.isNamed("date-cells") })
    let check = try CheckRun("{kind: column-note}")
    let rows = cells([["a", "b"], ["c", "d"]])
    #expect(try check(rows, notes: [note(.dateCell, "prompt", rows: [1])]).count == 1)
    #expect(try check(rows, notes: [note(.formattedNumber, "prompt", rows: [1])]) == [])
  }

  /// A row with several cases is one row.
  @Test func rowsOfNotesAreCountedOnce() throws {
    let check = try CheckRun("{kind: file-note, note: duplicate-key}")
    let rows = cells([["a", "b"], ["c", "d"]])
    var many = note(.duplicateKey, "completion", rows: [1])
    (many.count, many.rowCount) = (900, 300)
    let found = try check(rows, notes: [note(.duplicateKey, "prompt", rows: [1]), many])
    #expect(found.count == 1 && found[0].hasPrefix("row 300 [1] "), "\(found)")
    let two = [note(.duplicateKey, "prompt", rows: [0, 1]), note(.duplicateKey, "x", rows: [1])]
    #expect(try check(rows, notes: two)[0].hasPrefix("row 2 [0, 1] "))
  }

  /// A row without a line of its own stands at the line of its note, or at the first.
  @Test func linesOfNotedRows() throws {
    let check = try CheckRun("{kind: file-note, note: mended-line}")
    let rows = cells([["a", "b"], ["c", "d"]])
    func lines(_ note: ReadingNote) throws -> [Int] {
      var builder = RowBatch.Builder(file: "x", columns: ["prompt", "completion"], firstRow: 0)
      for row in rows {
        for (text, kind) in row { builder.append(text, kind: kind) }
        builder.endRow(line: 1)
      }
      var source = MemorySource(path: "x", format: .jsonl, batches: [builder.finish()])
      source.notes = [note]
      return try check.conclusions(source).flatMap(\.places).map(\.line)
    }
    func note(row: Int?, line: Int?, rows: [Int], lines: [Int] = []) -> ReadingNote {
      var note = ReadingNote(
        kind: .mendedLine, detail: "x", location: Location(file: "x", row: row, line: line),
        count: 1, rows: rows)
      note.lines = lines
      return note
    }
    #expect(try lines(note(row: 1, line: 7, rows: [0, 1], lines: [3])) == [3, 7])
    #expect(try lines(note(row: nil, line: nil, rows: [0, 1])) == [1, 1])
    #expect(try lines(note(row: 1, line: nil, rows: [])) == [1])
    #expect(try lines(note(row: 1, line: 9, rows: [])) == [9])
  }

  @Test func kindsOfCells() throws {
    let rows: [[(String, CellKind)]] = [
      [("a", .text), ("1", .number)], [("", .null), ("true", .boolean)],
      [("{}", .nested), ("#N/A", .error)], [("", .missing), ("b", .text)],
    ]
    #expect(try CheckRun("{kind: null-value}")(rows) == ["prompt 2 [1, 3]"])
    #expect(try CheckRun("{kind: null-value}")(rows, format: .txt) == ["prompt 1 [1]"])
    #expect(try CheckRun("{kind: value-type}")(rows) == ["completion 2 [0, 1]"])
    #expect(try CheckRun("{kind: value-type}")(rows, format: .xlsx) == ["completion 1 [1]"])
    #expect(try CheckRun("{kind: nested-value}")(rows) == ["prompt 1 [2] shape=an object"])
    #expect(try CheckRun("{kind: number-cell}")(rows) == [])
    #expect(
      try CheckRun("{kind: number-cell}")(rows, format: .xlsx) == ["completion 1 [0<0..<1>]"])
    #expect(try CheckRun("{kind: error-value}")(rows) == ["completion 1 [2<0..<4>]"])
  }

  @Test func sizesOfFiles() throws {
    var check = try CheckRun("{kind: file-size, limit: 100}")
    let rows = cells([[String(repeating: "a", count: 2000), "b"]])
    let found = try check(rows, format: .csv)
    #expect(found == ["row 0 [] limit=100 bytes size=2 kB"])
    check.settings.maxBytes = 5000
    #expect(try check(rows, format: .csv) == [])
    check.settings.maxBytes = 1_500
    #expect(try check(rows, format: .csv) == ["row 0 [] limit=1.5 kB size=2 kB"])
    #expect(try CheckRun("{kind: file-size}")(rows, format: .csv) == [])
  }

  @Test func shapesOfRows() throws {
    let check = try CheckRun("{kind: row-shape}")
    let rows: [[(String, CellKind)]] = [
      [("a", .text), ("b", .text), ("", .missing)], [("a", .text), ("b", .text), ("x", .text)],
      [("a", .text), ("b", .text), ("", .missing)],
    ]
    let columns = ["prompt", "completion", "note"]
    #expect(try check(rows, columns: columns) == ["row 1 [1] keys=`note` shapes=2"])
    #expect(try check(Array(rows[0..<1]), columns: columns) == [])
    #expect(try check(rows, columns: columns, format: .csv) == [])
  }

  @Test func columnsOfOneName() throws {
    let check = try CheckRun("{kind: twin-column-values}")
    let rows = cells([["a", "b", "a"], ["c", "d", "x"]])
    #expect(try check(rows, columns: ["prompt", "completion", "prompt.1"]) == ["prompt 1 [1]"])
    #expect(try check(rows, columns: ["prompt", "completion", "note"]) == [])
  }

  @Test func outsideScores() throws {
    let check = try CheckRun("{kind: outside-score, column: quality, minimum: '0.5'}")
    let rows = cells([["a", "b", "0.5"], ["c", "d", "0.4"], ["e", "f", "high"]])
    #expect(
      try check(rows, columns: ["prompt", "completion", "quality"])
        == ["row 1 [1] column=`quality` minimum=0.5"])
    #expect(throws: (any Error).self) {
      try CheckRun("{kind: outside-score, column: quality, minimum: low}")
    }
  }

  /// What the reader or the original preparation tells is not looked for.
  @Test func rulesThatOthersTellAbout() throws {
    let rows = cells([["a", "b"]])
    #expect(try CheckRun("{kind: reading-fault}")(rows) == [])
    #expect(try CheckRun("{kind: preparation-harm}")(rows) == [])
  }
}
