// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import RowsTestSupport
import Tables
import Testing

@testable import Fixes
@testable import Records

@Suite struct FixKindTests {
  private let missing = "{kind: missing-ending, column: prompt}"
  private let addSeparator = "{kind: add-ending, column: prompt}"

  @Test func separatorsAreAdded() throws {
    let fix = try FixRun(check: missing, fix: addSeparator)
    #expect(try fix([("a", "b c"), ("d", "e f")]) == ["a ->|b c", "d ->|e f"])
    #expect(
      try fix.title([("a", "b c"), ("d", "e f")])
        == "end each prompt with the separator ` ->`")
    #expect(try fix.title([("a ->", "b c"), ("d ->", "e f")]) == nil)
  }

  /// An ending that differs by the space around it only is put right, not doubled.
  @Test func separatorsAreNotDoubled() throws {
    var fix = try FixRun(check: "{kind: partial-ending, column: prompt}", fix: addSeparator)
    fix.settings.separator = " ->"
    let rows = [("a ->", "b c"), ("d->", "e f"), ("g -> ", "h i"), ("j --->", "k l"), ("", "m n")]
    #expect(
      try fix(rows) == ["a ->|b c", "d ->|e f", "g ->|h i", "j ---> ->|k l", " ->|m n"])
  }

  /// A separator of another kind gives way.
  @Test func otherSeparatorsGiveWay() throws {
    var fix = try FixRun(check: "{kind: partial-ending, column: prompt}", fix: addSeparator)
    fix.settings.separator = " ->"
    let rows = [("a ->", "b c"), ("d\n\n###\n\n", "e f"), ("g ->", "h i")]
    #expect(try fix(rows) == ["a ->|b c", "d ->|e f", "g ->|h i"])
  }

  @Test func stopSequencesAreAdded() throws {
    var fix = try FixRun(
      check: "{kind: partial-ending, column: completion}",
      fix: "{kind: add-ending, column: completion}")
    fix.settings.stop = " END"
    let rows = [("a", "b c END"), ("d", "e f\nEND"), ("g", "LEGEND"), ("h", "END")]
    #expect(
      try fix(rows) == ["a|b c END", "d|e f END", "g|LEGEND END", "h| END"])
  }

  @Test func spacesAreAdded() throws {
    let fix = try FixRun(check: "{kind: leading-space}", fix: "{kind: add-leading-space}")
    #expect(
      try fix([("a", "b"), ("c", " d"), ("e", ""), ("f", "\tg")]) == [
        "a| b", "c| d", "e|", "f|\tg",
      ])
  }

  @Test func blanksAreClearedOrDropped() throws {
    let blank = "{kind: blank, column: completion, content: any}"
    let rows = [("a", " \u{200B}"), ("b", "c"), ("d", "")]
    let clear = try FixRun(check: blank, fix: "{kind: clear-blank, column: completion}")
    #expect(try clear(rows) == ["a|", "b|c", "d|"])
    let drop = try FixRun(check: blank, fix: "{kind: drop-blank, column: completion}")
    #expect(try drop(rows) == ["b|c"])
    // A cell that is no text is another rule's.
    let nulls = cells([
      [("a", .text), ("", .null)], [("b", .text), (" ", .text)], [("c", .text), ("d", .text)],
    ])
    #expect(try drop(nulls) == ["a|", "c|d"])
  }

  @Test func copiesAreDropped() throws {
    let rows = [("a", "b c"), ("a", "b c"), ("A", "B  c"), ("d", "e f")]
    let exact = try FixRun(check: "{kind: duplicate}", fix: "{kind: drop-duplicates}")
    #expect(try exact(rows) == ["a|b c", "A|B  c", "d|e f"])
    let like = try FixRun(
      check: "{kind: normalized-duplicate}", fix: "{kind: drop-similar, likeness: normalized}")
    #expect(try like(rows) == ["a|b c", "a|b c", "d|e f"])
    let text = (0..<30).map { "word\($0 * 7919 % 101)" }.joined(separator: " ")
    let near = try FixRun(
      check: "{kind: near-duplicate}", fix: "{kind: drop-similar, likeness: near}")
    #expect(try near([("a", text), ("a", text + " more")]) == ["a|" + text])
    #expect(try near.title([("a", "b"), ("c", "d")]) == nil)
  }

  @Test func charactersAreComposed() throws {
    let fix = try FixRun(check: "{kind: decomposed-text}", fix: "{kind: compose}")
    #expect(try fix([("cafe\u{301}", "b c"), ("d", "e f")]) == ["café|b c", "d|e f"])
  }

  @Test func textsGetTheNormalForm() throws {
    let fix = try FixRun(
      check: "{kind: other-normal-form}", fix: "{kind: compose, form: nfc}")
    let rows = [("\u{F967}", "b c"), ("cafe\u{301}", "5 \u{212B} e")]
    #expect(try fix(rows) == ["\u{4E0D}|b c", "café|5 \u{C5} e"])
    #expect(try fix.title(rows) == "put each prompt into the normal form NFC")
    let accents = try FixRun(check: "{kind: other-normal-form}", fix: "{kind: compose}")
    #expect(try accents(rows)[0] == "\u{F967}|b c")
  }

  /// Two spellings of one label would become one class.
  @Test func labelsAreKeptApart() throws {
    let fix = try FixRun(check: "{kind: decomposed-text}", fix: "{kind: compose}")
    let labels = (0..<9).map { ("p\($0)", $0 < 5 ? "cafe\u{301}" : "café") }
    #expect(try fix.title(labels) == nil)
    let apart = (0..<9).map { ("p\($0)", $0 < 5 ? "cafe\u{301}" : "tea") }
    #expect(try fix.title(apart) == "join the letters and accents of each completion")
  }

  @Test func linesAreBrokenByLineFeeds() throws {
    let fix = try FixRun(check: "{kind: mixed-newlines}", fix: "{kind: line-feeds}")
    let rows = [("a\r\nb\rc\r\n\r\nd", "x y"), ("e\nf", "z w")]
    #expect(try fix(rows) == ["a\nb\nc\n\nd|x y", "e\nf|z w"])
  }

  @Test func caseIsLowered() throws {
    let fix = try FixRun(
      check: "{kind: upper-case, column: completion}", fix: "{kind: lower-case, column: completion}"
    )
    let rows = [("a", "ONE É END"), ("b", "TWO X END")]
    #expect(try fix(rows) == ["a|one é END", "b|two x END"])
    // Labels that differ by their case would become one.
    #expect(try fix.title((0..<9).map { ("p\($0)", $0 < 5 ? "YES" : "NO") }) == nil)
  }

  @Test func labelsAreSpelledAlike() throws {
    let fix = try FixRun(check: "{kind: similar-labels}", fix: "{kind: merge-labels}")
    let labels = ["Yes", "yes", "Yes", " yes ", "no", "no", "Yes", "no", "no", "no"]
    let rows = try fix(labels.enumerated().map { ("p\($0)", $1) })
    #expect(
      rows.map { String($0.drop { $0 != "|" }.dropFirst()) }
        == ["Yes", "Yes", "Yes", " Yes ", "no", "no", "Yes", "no", "no", "no"])
  }

  /// As most rows of the file end; what stands before a label stays.
  @Test func labelsEndAlike() throws {
    let fix = try FixRun(check: "{kind: label-ends}", fix: "{kind: even-label-ends}")
    let labels = ["yes", "yes ", " yes\n", "no\n", "no", "no\n", "no\n", "Yes ", "Yes ", "no\n"]
    let rows = try fix(labels.enumerated().map { ("p\($0)", $1) })
    #expect(
      rows.map { String($0.drop { $0 != "|" }.dropFirst()) } == [
        "yes\n", "yes\n", " yes\n", "no\n", "no\n", "no\n", "no\n", "Yes ", "Yes ", "no\n",
      ])
    #expect(try fix.title((0..<9).map { ("p\($0)", $0 < 5 ? "yes " : "no") }) == nil)
  }

  @Test func charactersAreRemoved() throws {
    let fix = try FixRun(
      check: "{kind: unwanted-character, group: zero-width}",
      fix: "{kind: remove-characters, group: zero-width}")
    let rows = [("a\u{200B}b\u{FEFF}", "x y"), ("c", "\u{200B}"), ("d", "z\u{2060}")]
    #expect(try fix(rows) == ["ab|x y", "c|\u{200B}", "d|z"])
  }

  /// An answer that would be nothing that one sees stays, and no fix is promised for it alone.
  @Test func answersOfControlCharactersStay() throws {
    let fix = try FixRun(
      check: "{kind: unwanted-character, group: control}",
      fix: "{kind: remove-characters, group: control}")
    let rows = [("a\u{7}b", "x\u{7} y"), ("c", "\u{2028} \u{7}\n"), ("\u{7}", "z")]
    #expect(try fix(rows) == ["ab|x y", "c|\u{2028} \u{7}\n", "|z"])
    #expect(try fix.title([("a", "x"), ("c", "\u{7}\n"), ("d", "z")]) == nil)
  }

  /// Bytes that Windows-1252 does not have stay as they are.
  @Test func charactersOfWindowsComeBack() throws {
    let fix = try FixRun(
      check: "{kind: unwanted-character, group: c1-control}", fix: "{kind: windows-characters}")
    let rows = [("it\u{92}s \u{93}x\u{94} \u{81}\u{92}", "b c"), ("d\u{E9}", "5\u{80} e")]
    #expect(try fix(rows) == ["it’s “x” \u{81}’|b c", "d\u{E9}|5€ e"])
    #expect(try fix.title(rows) == "write the quotes and dashes of Windows in each prompt")
    // Two spellings of one label would become one class.
    let labels = (0..<9).map { ("p\($0)", $0 < 5 ? "it\u{92}s" : "it’s") }
    #expect(try fix.title(labels) == nil)
  }

  /// What the reader or the writer does is a step with a title alone.
  @Test func someFixesAreMadeByTheReaderOrTheWriter() throws {
    var source = ExampleRows.source([("a", "b"), ("c", "d"), ("e", "f")])
    let place = Location(file: "example", row: 1, line: 3)
    source.notes = [
      ReadingNote(kind: .mendedLine, detail: "x", location: place, count: 2, rows: [1, 2])
    ]
    let check = "{kind: file-note, note: mended-line}"
    let mend = try FixRun(check: check, fix: "{kind: mend-lines}").steps(source)
    #expect(mend.map(\.title) == ["read lines that are not JSON as what they seem to mean"])
    var anew: [Bool] = []
    for batch in source.batches {
      RecordBatch(batch).visit { record in
        var edited = EditableRecord(record)
        for step in mend { step.apply(to: &edited) }
        anew.append(edited.isReadAnew)
      }
    }
    #expect(anew == [false, true, true])
    let write = try FixRun(check: check, fix: "{kind: rewrite, title: write it anew}")
    #expect(try write.steps(source).map(\.title) == ["write it anew"])
    #expect(try write(source) == ["a|b", "c|d", "e|f"])
  }

  /// No prompt gets its separator twice because what stood between has gone.
  @Test func separatorsThatMeetAreOne() throws {
    let fix = try FixRun(
      check: "{kind: unwanted-character, group: zero-width}",
      fix: "{kind: remove-characters, group: zero-width}")
    let plain = (0..<8).map { ("p\($0)->", "x\($0)") }
    let rows = [("a ->\u{200B}->", "x y"), ("b\u{200B}c->", "z"), ("d->->", "v")] + plain
    #expect(try fix(rows).prefix(3) == ["a ->|x y", "bc->|z", "d->->|v"])
  }

  /// Completions that repeat may be labels to the next who looks.
  @Test func completionsThatRepeatAreKeptApart() throws {
    let fix = try FixRun(
      check: "{kind: unwanted-character, group: zero-width}",
      fix: "{kind: remove-characters, group: zero-width}")
    let labels = ["yes", "yes\u{2060}", "no", "yes", "maybe", "no", "yes", "no"]
    let rows = labels.enumerated().map { ("p\($0.offset)", $0.element) }
    #expect(try fix(rows).map { $0.split(separator: "|")[1] } == labels.map { $0[...] })
    let texts = [("a", "one\u{2060} text"), ("b", "another text"), ("c", "a third")]
    #expect(try fix(texts)[0] == "a|one text")
  }

  @Test func prefixesAreRemoved() throws {
    let fix = try FixRun(
      check: "{kind: common-prefix, column: prompt, minimum: 5}",
      fix: "{kind: remove-prefix, column: prompt}")
    #expect(try fix([("Tell me a", "x y"), ("Tell me b", "z w")]) == ["a|x y", "b|z w"])
    // The space before the rest stays.
    #expect(try fix([(" Tell me a", "x y"), (" Tell me b", "z w")]) == [" a|x y", " b|z w"])
    #expect(try fix.title([("Tell me a", "x y"), ("Tell me ", "z w")]) == nil)
  }

  @Test func matchesAreReplaced() throws {
    let fix = try FixRun(
      check: "{kind: pattern, column: any, pattern: '[0-9]{3,}'}",
      fix: "{kind: replace-matches, with: '#'}")
    #expect(
      try fix([("a 123 4567", "b 99"), ("c", "555")]) == ["a # #|b 99", "c|#"])
    let remove = try FixRun(
      check: "{kind: pattern, column: any, pattern: '[0-9]{3,}'}",
      fix: "{kind: replace-matches, with: ''}")
    #expect(try remove([("a 123", "x y"), ("c", "555")]) == ["a |x y", "c|555"])
    #expect(throws: (any Error).self) {
      try FixRun(check: "{kind: duplicate}", fix: "{kind: replace-matches, with: x}")
    }
    #expect(throws: (any Error).self) {
      try FixRun(
        check: "{kind: pattern, column: any, required: true, pattern: x}",
        fix: "{kind: replace-matches, with: x}")
    }
  }

  private func cells(_ rows: [[(String, CellKind)]]) -> MemorySource {
    var builder = RowBatch.Builder(
      file: "example", columns: ["prompt", "completion"], firstRow: 0)
    for (number, row) in rows.enumerated() {
      for (text, kind) in row { builder.append(text, kind: kind) }
      builder.endRow(line: number + 2)
    }
    return MemorySource(batches: [builder.finish()])
  }

  @Test func nullsAreResolved() throws {
    let fix = try FixRun(check: "{kind: null-value}", fix: "{kind: resolve-null}")
    let rows = cells([
      [("a", .text), ("b c", .text)], [("d", .text), ("", .null)], [("", .null), ("e f", .text)],
      [("g", .text), ("", .missing)],
    ])
    #expect(try fix(rows) == ["a|b c", "|e f"])
    var edited = EditableRecord()
    let steps = try fix.steps(rows)
    for batch in rows.batches {
      RecordBatch(batch).visit { record in
        guard record.number == 2 else { return }
        edited.reset(to: record)
        for step in steps { step.apply(to: &edited) }
      }
    }
    let (kind, isDropped) = (edited.promptKind, edited.isDropped)
    #expect(kind == .text && !isDropped)
  }

  @Test func valuesBecomeText() throws {
    let fix = try FixRun(check: "{kind: value-type}", fix: "{kind: text-values}")
    let rows = cells([[("1", .number), ("b", .text)], [("", .null), ("true", .boolean)]])
    let steps = try fix.steps(rows)
    #expect(steps.map(\.title) == ["write each prompt as text", "write each completion as text"])
    var kinds: [[CellKind]] = []
    for batch in rows.batches {
      RecordBatch(batch).visit { record in
        var edited = EditableRecord(record)
        for step in steps { step.apply(to: &edited) }
        kinds.append([edited.promptKind, edited.completionKind])
      }
    }
    #expect(kinds == [[.text, .text], [.null, .text]])
  }

  @Test func edgesAreTrimmed() throws {
    let lead = try FixRun(
      check: "{kind: edge-whitespace, edge: doubled-lead}",
      fix: "{kind: trim-edges, edge: doubled-lead}")
    #expect(try lead([("a", "  b c"), ("d", " e f")]) == ["a| b c", "d| e f"])
    var end = try FixRun(
      check: "{kind: edge-whitespace, edge: before-separator}",
      fix: "{kind: trim-edges, edge: before-separator}")
    end.settings.separator = "->"
    #expect(try end([("a  ->", "b c"), ("d->", "e f")]) == ["a->|b c", "d->|e f"])
  }

  /// What the writer does anyway is named and changes no row.
  @Test func theWritersWorkIsNamed() throws {
    let rows = ExampleRows.source([("a", "b c")], columns: ["Prompt", "completion"])
    let rename = try FixRun(
      check: "{kind: column-name, difference: case}", fix: "{kind: keep-columns, action: rename}")
    #expect(try rename.steps(rows).map(\.title) == ["rename `Prompt`"])
    #expect(try rename(rows) == ["a|b c"])
    var builder = RowBatch.Builder(
      file: "example", columns: ["prompt", "completion", "note"], firstRow: 0)
    for cell in ["a", "b c", "x"] { builder.append(cell) }
    builder.endRow(line: 1)
    let noted = MemorySource(batches: [builder.finish()])
    let drop = try FixRun(check: "{kind: extra-columns}", fix: "{kind: keep-columns, action: drop}")
    #expect(try drop.steps(noted).map(\.title) == ["leave out the column `note`"])
    #expect(try drop(noted) == ["a|b c"])
  }
}
