// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// `assay run` by the built binary.
@Suite struct RunCommandTests {
  @Test func theBundledMailsGoTheWholeRoad() throws {
    let folder = try TemporaryFolder()
    func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
      try BuiltBinary.run(arguments, in: folder.url)
    }
    try folder.writeSmallModel(positions: 64, to: "small.json")
    _ = try run("samples", "mails")
    let outcome = try run(
      "run", "mails.csv", "--prompt-column", "text", "--completion-column", "topic", "-m",
      "small.json", "--budget", "10min", "--yes", "-o", "out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines[0].hasPrefix("accuracy 0.") && lines[0].hasSuffix(" rows that the model has not seen"))
    #expect(lines.last == "next: assay predict -m out/model NEW_FILE -o labeled.csv")
    for step in ["[1/4] lint", "[2/4] fix", "[3/4] train", "[4/4] evaluate"] {
      #expect(outcome.errors.contains(step), "\(step)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "out").path)
        .sorted() == ["commands.sh", "data", "model", "report.html", "report.json", "run.json"])
    let again = try run("run", "mails.csv", "-o", "out", "--yes")
    #expect(again.status == 2 && again.errors.contains("--resume"))
  }

  /// On a terminal: below titles, with the columns shown once, and with what is likely to be meant.
  @Test func columnsAreAskedForOnATerminal() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<20).map { "\($0),word \($0),\($0 % 2 == 0 ? "yes" : "no")\n" }.joined()
    try folder.write("Mails of May,,\n,,\nID,Message,Topic\n" + rows, to: "mails.csv")
    let terminal = try PseudoTerminal(
      ["run", "mails.csv"], in: folder.url, binary: BuiltBinary.url, columns: 80)
    #expect(terminal.waits(for: "Which column holds the texts? [2]"), "\(terminal.shown)")
    terminal.press("\n")
    #expect(terminal.waits(for: "Which column holds the labels or answers? [3]"))
    terminal.kill()
    #expect(terminal.shown.contains("The header is on line 3"), "\(terminal.shown)")
    #expect(terminal.shown.components(separatedBy: "  2  Message").count == 2)
  }

  @Test func columnsThatAreMissingAreAskedForByTheMessage() throws {
    let folder = try TemporaryFolder()
    try folder.write("id,text,label\n1,a,b\n2,c,d\n", to: "mails.csv")
    let outcome = try BuiltBinary.run(["run", "mails.csv", "--yes"], in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("--prompt-column text"))
  }
}
