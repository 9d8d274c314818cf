// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import AssayTestSupport
import Dataset
import Foundation
import RuleEngine
import Testing
import Workflows

/// Files in which some rows are chats and others prompts with completions.
@Suite struct RowFormTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func chat(_ number: Int, _ more: String = "") -> String {
    #"{\#(more)"messages":[{"role":"user","content":"Where is hat \#(number)?"},"#
      + #"{"role":"assistant","content":"On shelf \#(number)."}]}"#
  }

  private func pair(_ number: Int, _ more: String = "") -> String {
    #"{"prompt":"Hat \#(number)? ->","completion":" shelf \#(number) END"\#(more)}"#
  }

  private func lint(_ rows: [String], named name: String = "t.jsonl") throws -> LintReport {
    let isArray = name.hasSuffix(".json")
    let text = rows.joined(separator: isArray ? ",\n" : "\n")
    try folder.write(isArray ? "[\(text)]" : text, to: name)
    let report = try Linting(Sample.options).run(
      LintRequest([DataFile(folder.path(name))]), events: { _ in }
    ).reports[0]
    return report
  }

  private func fixError(_ name: String = "t.jsonl") -> AssayError? {
    var request = FixRequest(DataFile(folder.path(name)))
    request.options = Sample.options
    return #expect(throws: AssayError.self) { try Fixing.run(request) }
  }

  @Test(arguments: ["t.jsonl", "t.json"], [0, 100, 200])
  func onePairAmongChatsIsAnErrorOfItsRow(_ name: String, _ place: Int) throws {
    var rows = (0..<200).map { chat($0) }
    rows.insert(pair(1), at: place)
    let report = try lint(rows, named: name)
    #expect(report.profile?.task == .chat)
    let finding = try #require(report.findings.first { $0.code == "COL009" })
    #expect(finding.severity == .error && finding.places.map(\.row) == [place])
    #expect(finding.message == "1 row of 201 is a prompt with its completion among chats")
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["COL009"])
    #expect(fixError(name)?.message.contains("chat") == true)
    #expect(try folder.names == [name])
  }

  @Test(arguments: [0, 30])
  func oneChatAmongPairsIsAnErrorOfItsRow(_ place: Int) throws {
    var rows = (0..<30).map { pair($0) }
    rows.insert(chat(1), at: place)
    let report = try lint(rows)
    #expect(report.profile?.task == .conditionalGeneration)
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["COL009"] && errors[0].places.map(\.row) == [place])
    // It is neither dropped nor written as an empty row.
    let error = fixError()
    #expect(error?.code == .rowOfOtherForm && error?.location?.row == place)
    #expect(try folder.names == ["t.jsonl"])
  }

  /// Where there are as many of both, the chats are the odd ones.
  @Test(arguments: [(2, 2), (3, 2), (2, 3)])
  func theFormOfMostRowsCounts(pairs: Int, chats: Int) throws {
    let report = try lint((0..<pairs).map { pair($0) } + (0..<chats).map { chat($0) })
    let odd = try #require(report.findings.first { $0.code == "COL009" })
    #expect(odd.rowCount == min(pairs, chats))
    #expect(odd.places.map(\.row) == (chats > pairs ? [0, 1] : Array(pairs..<pairs + chats)))
  }

  /// Rows of other names are no empty rows: what they say would be lost.
  @Test(
    arguments: [
      #"{"question":"Where?","answer":"Here"}"#, #"{"prompt":"Where?","response":"Here"}"#,
      #"{"input":"Where?","completion":"Here"}"#, #"{"text":"Somewhere"}"#,
      #"{"prompt":null,"completion":null,"text":"Somewhere"}"#,
      #"{"input":"Where?","label":"Here","id":7}"#,
    ], ["t.jsonl", "t.json"])
  func oneRowOfOtherNamesIsAnErrorOfItsRow(_ row: String, _ name: String) throws {
    let report = try lint((0..<20).map { pair($0) } + [row], named: name)
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["COL009"] && errors[0].places.map(\.row) == [20])
    #expect(errors[0].message.hasSuffix("in place of prompt or completion"))
    #expect(!report.findings.contains { $0.code == "VAL002" || $0.code == "ROW002" })
    let error = fixError(name)
    #expect(error?.code == .rowOfOtherForm && error?.location?.row == 20)
    #expect(try folder.names == [name])
  }

  /// So are most rows, and cells of a table that slipped to the right.
  @Test func textInOtherColumnsIsNeverDropped() throws {
    let most = (0..<30).map { #"{"text":"a text of its own \#($0)"}"# } + [pair(1)]
    #expect(try lint(most).findings.first { $0.code == "COL009" }?.rowCount == 30)
    #expect(fixError()?.remedy?.contains("--completion-column") == true)
    let table =
      ["prompt,completion,note"] + (0..<9).map { "q\($0) ->, a\($0) END," } + [",,slipped away"]
    #expect(try lint(table, named: "t.csv").findings.first { $0.code == "COL009" }?.rowCount == 1)
    #expect(fixError("t.csv")?.location?.row == 9)
  }

  /// A row without an answer is an empty one, whatever stands in columns that all rows have.
  @Test func rowsWithoutAnAnswerAreDroppedAsEver() throws {
    let rows = (0..<12).map { pair($0, #","source":"the desk""#) }
    let empty = #"{"prompt":"Hat? ->","completion":null,"source":"the desk"}"#
    let report = try lint(rows + [empty])
    #expect(!report.findings.contains { $0.code == "COL009" })
    #expect(report.findings.contains { $0.code == "VAL002" })
  }

  @Test func columnsThatAreNullEverywhereTellNothing() throws {
    let chats = try lint((0..<20).map { chat($0, #""prompt":null,"completion":null,"#) })
    #expect(chats.profile?.task == .chat)
    #expect(!chats.findings.contains { $0.severity == .error })
    let pairs = try lint((0..<20).map { pair($0, #","messages":null"#) })
    #expect(pairs.profile?.task == .conditionalGeneration)
    #expect(!pairs.findings.contains { $0.severity == .error })
  }

  @Test func cellsOfTablesCountAsJSONDoes() throws {
    let message =
      #""[{""role"":""user"",""content"":""a""},{""role"":""assistant"",""content"":""b""}]""#
    let rows =
      ["prompt,completion,messages"] + (0..<5).map { _ in ",,\(message)" } + ["q ->, a END,"]
    let report = try lint(rows, named: "t.csv")
    #expect(report.profile?.task == .chat)
    #expect(report.findings.first { $0.code == "COL009" }?.places.map(\.row) == [5])
  }

  /// Several such rows show nothing else and are not alike for that.
  @Test func oddRowsAreNoRepeats() throws {
    let report = try lint((0..<20).map { chat($0) } + (0..<3).map { pair($0) })
    #expect(!report.findings.contains { ["DUP001", "DUP002"].contains($0.code) })
    #expect(report.findings.first { $0.code == "COL009" }?.rowCount == 3)
  }

  /// Rows without the column of messages show nothing at all.
  @Test func rowsWithoutMessagesAreNoRepeats() throws {
    let others = (0..<20).map { #"{"conversations":[{"from":"human","value":"hat \#($0)"}]}"# }
    let report = try lint([chat(0)] + others)
    #expect(report.findings.first { $0.code == "CHT001" }?.rowCount == 20)
    #expect(!report.findings.contains { ["DUP001", "DUP002"].contains($0.code) })
  }

  /// What the model may call counts against its limit.
  @Test func toolsAndCallsAreTokens() throws {
    let words = String(repeating: "word ", count: 400)
    let tool = #""tools":[{"type":"function","function":{"name":"f","description":"\#(words)"}}],"#
    try folder.write(chat(0, tool) + "\n" + chat(1), to: "t.jsonl")
    var options = Sample.options
    options.maxTokens = 200
    let report = try Linting(options).run(
      LintRequest([DataFile(folder.path("t.jsonl"))]), events: { _ in }
    ).reports[0]
    #expect(report.findings.first { $0.code == "TOK001" }?.places.map(\.row) == [0])
  }

  // MARK: - Columns that are left out

  @Test func textThatIsLeftOutIsSaidByLintAndFix() throws {
    let rows = (0..<12).map {
      #"{"prompt":"Add \#($0). ->","input":"2 and \#($0)","completion":" \#($0)x END"}"#
    }
    let finding = try #require(try lint(rows).findings.first { $0.code == "COL010" })
    #expect(finding.severity == .warning)
    #expect(finding.message.contains(#"--prompt-template '{prompt}\n\n{input}'"#))
    var request = FixRequest(DataFile(folder.path("t.jsonl")))
    request.options = Sample.options
    let result = try Fixing.run(request)
    #expect(result.left.contains { $0.code == "COL010" })
    request.options.promptTemplate = "{prompt}\n\n{input}"
    request.destination = .file(folder.path("joined.jsonl"))
    #expect(try !Fixing.run(request).left.contains { $0.code == "COL010" })
    let text = try folder.text(of: "joined.jsonl")
    #expect(text.hasPrefix(#"{"prompt":"Add 0. ->\n\n2 and 0"#))
  }
}
