// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// Which files `assay lint` takes, by which settings, and what it keeps.
@Suite struct LintInputTests {
  private static let bad = "prompt,completion\na ->,x END\nb ->, y END\n"
  private static let found =
    "warning WSP001 [safe fix] the completion does not start with a space in 1 row of 2"

  private func lint(
    _ folder: TemporaryFolder, _ arguments: String..., input: String = "",
    environment: [String: String] = [:]
  ) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(
      ["lint", "--format", "concise"] + arguments, in: folder.url, input: input,
      environment: environment)
  }

  private func makeFolder(_ name: String, in folder: TemporaryFolder) throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: name), withIntermediateDirectories: true)
  }

  @Test func foldersAndPatternsMeanTheirDataFiles() throws {
    let folder = try TemporaryFolder()
    try makeFolder("data/deep", in: folder)
    try makeFolder("data/.hidden", in: folder)
    for name in ["data/b.csv", "data/deep/a.csv", "data/.hidden/c.csv"] {
      try folder.write(Self.bad, to: name)
    }
    try folder.write("{\"not\": \"data\"}", to: "data/package.json")
    try folder.write("not data", to: "data/readme.txt")
    try folder.write("exclude: [data/old.csv]\nselect: [WSP]\n", to: "assay.yaml")
    try folder.write(Self.bad, to: "data/old.csv")
    let expected = "data/b.csv:2: \(Self.found)\ndata/deep/a.csv:2: \(Self.found)\n"
    #expect(try lint(folder, "data").output.hasPrefix(expected))
    #expect(try lint(folder, "data/**/*.csv").output.hasPrefix(expected))
    #expect(
      try lint(folder, "data/*.csv", "data/b.csv").output.hasPrefix(
        "data/b.csv:2: \(Self.found)\n1 warning"))
    let none = try lint(folder, "data/*.tsv")
    #expect(none.status == 2 && none.errors.contains("no file matches"))
  }

  @Test func standardInputIsAFileToo() throws {
    let folder = try TemporaryFolder()
    let outcome = try lint(folder, "-", "--select", "WSP", input: Self.bad)
    #expect(outcome.status == 1 && outcome.output.hasPrefix("-:2: \(Self.found)"))
  }

  @Test func theNearestConfigurationHolds() throws {
    let folder = try TemporaryFolder()
    try makeFolder("sub/deep", in: folder)
    try folder.write("question,completion\na ->,x END\nb ->, y END\n", to: "sub/deep/t.csv")
    try folder.write("select: [SEP]\n", to: "assay.yaml")
    try folder.write(
      "select: [WSP]\nprompt-column: question\nseverity: {WSP001: error}\n", to: "sub/assay.yaml")
    let outcome = try lint(folder, "sub/deep/t.csv")
    #expect(outcome.status == 1 && outcome.output.contains(":2: error WSP001"))
    let isolated = try lint(folder, "sub/deep/t.csv", "--isolated")
    #expect(isolated.status == 2 && isolated.errors.contains("no column `prompt`"))
    #expect(try lint(folder, "sub/deep/t.csv", "--config", "none.yaml").status == 2)
    let shown = try lint(folder, "sub/deep/t.csv", "--show-settings")
    #expect(shown.status == 0 && shown.output.contains("by sub/assay.yaml"))
    #expect(shown.output.contains("\nprompt-column: question\n"))
    #expect(shown.output.contains("\n  WSP001: error\n"))
  }

  @Test func profilesAndModelsSettleTaskAndLimit() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.bad, to: "t.csv")
    let outcome = try BuiltBinary.run(
      ["lint", "t.csv", "--profile", "classification", "--format", "json"], in: folder.url)
    #expect(outcome.output.contains(#""task": "classification""#))
    let settings = try lint(folder, "t.csv", "--model", "gpt2", "--show-settings")
    #expect(settings.output.contains("max-tokens: 1024\n"))
    #expect(
      try lint(folder, "t.csv", "--profile", "openai", "--show-settings").output
        .contains("max-tokens: 2048\n"))
    #expect(try lint(folder, "t.csv", "--model", "gpt-2").errors.contains("Did you mean `gpt2`?"))
  }

  @Test func aBaselineFailsOnNewFindingsOnly() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.bad, to: "t.csv")
    let written = try lint(folder, "t.csv", "--write-baseline")
    #expect(written.status == 0 && written.errors.contains("wrote assay-baseline.json"))
    let again = try lint(folder, "t.csv", "--baseline", "assay-baseline.json")
    #expect(again.status == 0 && again.output == "no findings\n" && again.errors == "")
    // The old row moves and a new one comes.
    try folder.write("prompt,completion\nb ->, y END\nnew ->,z END\na ->,x END\n", to: "t.csv")
    let moved = try lint(folder, "t.csv", "--baseline", "assay-baseline.json")
    #expect(moved.status == 1 && moved.output.hasPrefix("t.csv:3: warning WSP001"))
    try folder.write("prompt,completion\nb ->, y END\n", to: "t.csv")
    let stale = try lint(folder, "t.csv", "--baseline", "assay-baseline.json", "--quiet")
    #expect(stale.status == 0 && stale.errors == "")
    let strict = try lint(
      folder, "t.csv", "--baseline", "assay-baseline.json", "--strict-baseline")
    #expect(strict.status == 1 && strict.errors.contains("1 known finding is gone"))
    #expect(try lint(folder, "t.csv", "--baseline", "none.json").status == 2)
  }

  @Test func suppressionsStandBesideTheData() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.bad, to: "t.csv")
    try folder.write("select: [WSP]\n", to: "assay.yaml")
    try folder.write(
      "- {file: t.csv, code: WSP001, text: x END, reason: meant so}\n", to: "assay.ignore")
    let outcome = try lint(folder, "t.csv")
    #expect(outcome.status == 0 && outcome.output == "no findings\n" && outcome.errors == "")
    try folder.write(
      "- {file: t.csv, code: WSP001, text: x END, reason: meant so, until: 2001-01-01}\n",
      to: "assay.ignore")
    let ended = try lint(folder, "t.csv")
    #expect(ended.status == 1 && ended.errors.contains("ended on 2001-01-01"))
    try folder.write(
      "- {file: t.csv, code: WSP001, text: other, reason: meant so}\n", to: "assay.ignore")
    #expect(try lint(folder, "t.csv").errors.contains("excuses nothing any more"))
  }

  /// What is excused in one file is not excused in its copy, though its result was kept.
  @Test func keptResultsBelongToTheirPlace() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<9000).map { "question \($0) ->, whole answer \($0) END\n" }.joined()
    for name in ["a", "b"] {
      try makeFolder(name, in: folder)
      try folder.write("prompt,completion\n" + rows + "z ->,x END\n", to: "\(name)/t.csv")
    }
    try folder.write("select: [WSP]\n", to: "assay.yaml")
    try folder.write("- {file: a/t.csv, code: WSP001, reason: meant so}\n", to: "assay.ignore")
    let environment = ["XDG_CACHE_HOME": folder.url.appending(path: "cache").path]
    #expect(try lint(folder, "a/t.csv", environment: environment).status == 0)
    #expect(try lint(folder, "b/t.csv", environment: environment).status == 1)
  }

  @Test func unchangedFilesAreNotCheckedAgain() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<9000).map { "question \($0) ->, whole answer \($0) END\n" }.joined()
    try folder.write("prompt,completion\n" + rows, to: "t.csv")
    let environment = ["XDG_CACHE_HOME": folder.url.appending(path: "cache").path]
    let first = try lint(folder, "t.csv", "--verbose", environment: environment)
    let second = try lint(folder, "t.csv", "--verbose", environment: environment)
    #expect(!first.errors.contains("not changed") && second.errors.contains("not changed"))
    #expect(first.output == second.output && first.status == second.status)
    let other = try lint(
      folder, "t.csv", "--verbose", "--max-tokens", "3", environment: environment)
    #expect(!other.errors.contains("not changed") && other.output.contains("TOK001"))
    #expect(
      try !lint(folder, "t.csv", "--verbose", "--no-cache", environment: environment).errors
        .contains("not changed"))
    try folder.write("prompt,completion\n" + rows + "a ->,x END\n", to: "t.csv")
    #expect(
      try !lint(folder, "t.csv", "--verbose", environment: environment).errors
        .contains("not changed"))
  }

  @Test func severalOutputsInOneRun() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.bad, to: "t.csv")
    let outcome = try BuiltBinary.run(
      ["lint", "t.csv", "--output", "sarif=a.sarif", "--output", "concise", "-o", "junit=j.xml"],
      in: folder.url)
    #expect(outcome.status == 1 && outcome.output.contains(Self.found))
    #expect(try folder.text(of: "a.sarif").contains(#""version": "2.1.0""#))
    #expect(try folder.text(of: "j.xml").hasPrefix("<?xml"))
    let plain = try lint(folder, "t.csv", "-o", "out.txt", "-o", "html=p.html")
    #expect(plain.status == 1 && plain.output == "")
    #expect(try folder.text(of: "out.txt").contains(Self.found))
    let twice = try lint(folder, "t.csv", "-o", "sarif=x", "-o", "junit=x")
    #expect(twice.status == 2 && twice.errors.contains("two outputs go to `x`"))
    let nowhere = try lint(folder, "t.csv", "-o", "html=q.html", "-o", "sarif=no/where")
    let names = try folder.names
    #expect(nowhere.status == 2 && !names.contains("q.html"))
  }
}
