// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Reports
import RowsTestSupport
import Tables
import Testing

@testable import Analyzers
@testable import Records
@testable import RuleEngine

@Suite struct RendererTests {
  static let rows = [
    (prompt: "Where is my card\n\n###\n\n", completion: " on its way END"),
    (prompt: "My PIN\n\n###\n\n is wrong\n\n###\n\n", completion: "reset it END"),
    (prompt: "Hello\n\n###\n\n", completion: " Hi END"),
  ]

  private func render(_ format: FindingFormat, width: Int = 72) throws -> String {
    try RenderedExample.text(format, Self.rows, ["SEP", "WSP"], width: width)
  }

  @Test func full() throws {
    #expect(
      try render(.full) == #"""
        example: 3 rows, conditional generation

        error SEP002 separator-inside-prompt
          the separator `\n\n###\n\n` stands inside the prompt in 1 row
          --> example:3 (row 2)
              prompt | My PIN\n\n###\n\n is wrong\n\n###\n\n
                     |       ^^^^^^^^^^^
          help: Change the separator, or the text of these prompts, so that it
          occurs at the end only.

        warning WSP001 no-leading-space [safe fix]
          the completion does not start with a space in 1 row of 3
          --> example:3 (row 2)
              completion | reset it END
                         | ^
          help: Start every completion with one space.

        1 error, 1 warning (1 fixable)
        `assay fix` repairs one of them.

        """#)
  }

  @Test func concise() throws {
    #expect(
      try render(.concise) == #"""
        example:3: error SEP002 the separator `\n\n###\n\n` stands inside the prompt in 1 row
        example:3: warning WSP001 [safe fix] the completion does not start with a space in 1 row of 3
        1 error, 1 warning (1 fixable)

        """#)
  }

  @Test func jsonHasTheKeysOfTheContract() throws {
    let text = try render(.json)
    let document = try JSONParser.parse(Array(text.utf8), file: "out.json")
    let file = document["files"]?.array?.first
    #expect(
      file?.object?.members.map(\.key) == [
        "path", "format", "rows", "task", "statistics", "findings",
      ])
    let finding = file?["findings"]?.array?.first
    #expect(
      finding?.object?.members.map(\.key) == [
        "code", "name", "severity", "message", "rows", "row_count", "line", "field", "fix", "help",
      ])
    #expect(finding?["rows"] == [1])
    #expect(document["summary"] == ["errors": 1, "warnings": 1, "infos": 0, "fixable": 1])
  }

  /// As many rows of each finding as are asked for, with the place marked.
  @Test func jsonMayShowRows() throws {
    let rows = Self.rows + [(prompt: "Bye\n\n###\n\n", completion: "so long END")]
    let report = try RenderedExample.report(rows, ["WSP001"])
    var options = RenderOptions()
    options.excerpts["example"] = try Excerpts(
      for: report, of: ExampleRows.source(rows), names: ColumnNames(),
      places: Finding.shownPlaces, maskers: [])
    func shown(_ places: Int) throws -> JSONValue? {
      options.excerptsInJSON = places
      let text = FindingFormat.json.renderer.render([report], options)
      let document = try JSONParser.parse(Array(text.utf8), file: "out.json")
      return document["files"]?.array?.first?["findings"]?.array?.first?["excerpts"]
    }
    #expect(try shown(0) == nil)
    let first: JSONValue = [
      "row": 1, "line": 3, "repeats": nil,
      "texts": [["name": "completion", "before": "", "marked": "r", "after": "eset it END"]],
    ]
    #expect(try shown(1) == [first])
    let both = try shown(2)
    #expect(both?.array?.count == 2 && both?.array?[0] == first)
    #expect(both?.array?[1]["row"] == 3 && both?.array?[1]["line"] == 5)
  }

  @Test(arguments: [20, 30, 60])
  func longRowsAreCutAroundThePlace(_ width: Int) {
    let text = Array(
      (String(repeating: "before ", count: 30) + "HERE" + String(repeating: " after", count: 30))
        .utf8)
    let line = ExcerptLine(text, range: 210..<214, width: width)
    #expect(line.text.count <= width)
    let carets = line.carets ?? ""
    let start = carets.prefix { $0 == " " }.count
    #expect(line.text.dropFirst(start).hasPrefix("HERE"))
    #expect(carets.dropFirst(start) == "^^^^")
  }

  /// As spreadsheet programs count their columns: Z, AA, and so on to ZZ and AAA.
  @Test(arguments: [
    (0, 25, "A", "Z"), (26, 51, "AA", "AZ"), (52, 701, "BA", "ZZ"), (702, 703, "AAA", "AAB"),
  ])
  func columnsHaveLetters(_ prompt: Int, _ completion: Int, _ one: String, _ other: String) throws {
    let columns = (0...completion).map { number in
      number == prompt ? "prompt" : number == completion ? "completion" : "c\(number)"
    }
    var builder = RowBatch.Builder(file: "example", columns: columns, firstRow: 0)
    for _ in columns { builder.append("x") }
    builder.endRow(line: 1)
    let source = MemorySource(batches: [builder.finish()])
    let rules = try ExampleRows.rules.get().selected(["WSP001"], ignoring: [])
    let report = try Linter(rules: rules, settings: Settings()).lint(source)
    let shown = try Excerpts(
      for: report, of: source, names: ColumnNames(), places: 3, maskers: [])
    #expect(shown.letters(of: .prompt) == one && shown.letters(of: .completion) == other)
  }

  /// Rows are shown under the names that the user gave the columns, in any width.
  @Test(arguments: [20, 47, 48, 200])
  func excerptsNameTheUsersColumns(_ width: Int) throws {
    let rows = (0..<9).map {
      (prompt: "q \($0)" + ($0 == 3 ? "" : "\n\n###\n\n"), completion: " a \($0 * 7)")
    }
    let source = ExampleRows.source(rows, columns: ["question", "a long name of a column"])
    var settings = Settings()
    settings.names = ColumnNames(prompt: "Question", completion: "a long name of a column")
    let rules = try ExampleRows.rules.get().selected(["SEP004"], ignoring: [])
    let report = try Linter(rules: rules, settings: settings).lint(source)
    #expect(!report.findings.isEmpty)
    var options = RenderOptions()
    options.width = width
    let shown = try Excerpts(
      for: report, of: source, names: settings.names, places: 3, maskers: [])
    #expect(shown.letters(of: .prompt) == "A" && shown.letters(of: .completion) == "B")
    options.excerpts["example"] = shown
    let text = FindingFormat.full.renderer.render([report], options)
    let excerpts = text.split(separator: "\n").filter { $0.contains(" | ") }
    #expect(!excerpts.isEmpty)
    #expect(excerpts.allSatisfy { TerminalWidth.of($0) <= width }, "\(text)")
    #expect(text.contains(width == 20 ? "  ques… | " : " question | "), "\(text)")
    #expect(!text.contains("prompt |"))
  }
}
