// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// The review on a terminal of its own.
@Suite struct ReviewCommandTests {
  private static let columns = ["--prompt-column", "text", "--completion-column", "label"]

  /// Rows that one word decides; 7 and 30 have the wrong label.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let rows = (0..<80).map { row in
      let isGood = (row % 2 == 0) != [7, 30].contains(row)
      return "\(row % 2 == 0 ? "fine" : "poor") thing number \(row),\(isGood ? "yes" : "no")"
    }
    try folder.write("text,label\n" + rows.joined(separator: "\n") + "\n", to: "rows.csv")
    return folder
  }

  private func terminal(_ folder: TemporaryFolder) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["review", "rows.csv"] + Self.columns, in: folder.url, binary: BuiltBinary.url)
  }

  private func decisions(_ folder: TemporaryFolder) throws -> [JSONValue] {
    let text = try String(
      contentsOf: folder.url.appending(path: "rows_decisions.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8), file: "-") }
  }

  @Test func decisionsAreKeptAndMade() throws {
    let folder = try folder()
    let terminal = try terminal(folder)
    #expect(terminal.waits(for: "of accuracy"))
    terminal.press("\r")
    #expect(terminal.waits(for: "1 decided"))
    terminal.press("d")
    #expect(terminal.waits(for: "2 decided"))
    terminal.press("q")
    #expect(terminal.status() == 0, "\(terminal.shown)")
    let decided = try decisions(folder)
    #expect(decided.map { $0["action"]?.string } == ["change", "drop"])
    let fixed = try BuiltBinary.run(
      ["fix", "rows.csv", "--decisions", "rows_decisions.jsonl", "--no-split", "-o", "out.jsonl"]
        + Self.columns, in: folder.url)
    #expect(fixed.status == 0, "\(fixed.errors)")
    #expect(fixed.errors.contains("1 label changed, 1 row dropped, 0 labels kept"))
    let rows = try String(contentsOf: folder.url.appending(path: "out.jsonl"), encoding: .utf8)
    #expect(rows.split(separator: "\n").count == 79)
  }

  /// What was decided before a kill is there, and the next review goes on behind it.
  @Test func aKillLosesNothing() throws {
    let folder = try folder()
    let first = try terminal(folder)
    #expect(first.waits(for: "q quit"))
    first.press("k")
    #expect(first.waits(for: "1 decided"))
    first.kill()
    _ = first.status()
    #expect(try decisions(folder).map { $0["action"]?.string } == ["keep"])
    let second = try terminal(folder)
    #expect(second.waits(for: "1 decided"))
    second.press("uq")
    #expect(second.status() == 0)
    #expect(try decisions(folder).count == 1)
  }

  @Test func withoutATerminalItSaysWhatToDo() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(["review", "rows.csv"] + Self.columns, in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("--list"), "\(outcome.errors)")
    #expect(try folder.names == ["rows.csv"])
  }

  @Test func theRowsCanBeListed() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      ["review", "rows.csv", "--list", "--format", "json"] + Self.columns, in: folder.url)
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    let rows = json["rows"]?.array ?? []
    #expect(Set(rows.prefix(2).compactMap { $0["row"]?.integer }) == [7, 30], "\(outcome.errors)")
  }

  /// A decision about a row that has changed since is told, and not guessed at.
  @Test func staleDecisionsAreTold() throws {
    let folder = try folder()
    let line =
      #"{"row":"0123456789abcdef","copy":0,"action":"drop","label":"yes","number":3,"text":"old text"}"#
    try folder.write(line + "\n", to: "d.jsonl")
    let outcome = try BuiltBinary.run(
      ["fix", "rows.csv", "--decisions", "d.jsonl", "--format", "json", "--dry-run"] + Self.columns,
      in: folder.url)
    #expect(outcome.errors.contains("old text"), "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["decisions"]?["stale"]?.array?.count == 1 && json["rows_out"] == 80)
    let wrong = try BuiltBinary.run(
      ["fix", "rows.csv", "--decisions", "rows.csv"] + Self.columns, in: folder.url)
    #expect(wrong.status == 2 && wrong.errors.contains("rows.csv:1"), "\(wrong.errors)")
  }
}
