// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// One file is the same to every command that looks at it.
@Suite struct FrontsAgreeTests {
  /// What a command says about a file.
  private struct Facts: Equatable {
    var task: String?
    var separator: String?
    var stop: String?
    /// Labels without the space that precedes them.
    var classes: Set<String> = []
  }

  private static func trimmed(_ names: [String]) -> Set<String> {
    Set(names.map { $0.trimmingCharacters(in: .whitespaces) })
  }

  private func json(_ arguments: [String], in folder: TemporaryFolder) throws -> JSONValue {
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status < 2, "\(arguments): \(outcome.errors)")
    return try JSONParser.parse(Array(outcome.output.utf8), file: "output")
  }

  private func lint(_ file: String, in folder: TemporaryFolder) throws -> Facts {
    let found = try json(["lint", file, "--format", "json"], in: folder)["files"]?.array?.first
    let statistics = found?["statistics"]
    return Facts(
      task: found?["task"]?.string, separator: statistics?["separator"]?.string,
      stop: statistics?["stop"]?.string,
      classes: Self.trimmed(statistics?["classes"]?.object?.members.map(\.key) ?? []))
  }

  private func statsClasses(_ file: String, in folder: TemporaryFolder) throws -> Set<String> {
    let found = try json(["stats", file, "--format", "json"], in: folder)
    return Self.trimmed(found["classes"]?.object?.members.map(\.key) ?? [])
  }

  private func train(_ file: String, in folder: TemporaryFolder) throws -> JSONValue {
    let outcome = try BuiltBinary.run(
      [
        "train", "-t", file, "-m", "nano", "-o", "model", "--max-steps", "1", "--batch-size", "2",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONParser.parse(
      Array(try folder.text(of: "model/assay.json").utf8), file: "assay.json")
  }

  private func row(_ prompt: String, _ completion: String) -> String {
    #"{"prompt": "\#(prompt)", "completion": "\#(completion)"}"# + "\n"
  }

  /// The completions of a file, and whether they are labels.
  private static let files: [(name: String, completions: [String], rows: Int, areLabels: Bool)] = [
    // Fewer than three rows for each of the ten: no classes, to nobody.
    ("ten labels", (0..<10).map { " label\($0)" }, 24, false),
    ("two labels that end alike", [" negative", " positive"], 24, true),
    (
      "answers that end in full stops",
      [
        " The lamp costs 3.50 euros.", " Dr. Lee sells it at noon.", " Version 2.0 is out.",
        " Call us at 5 p.m. today.", " It is red. It is new.",
      ], 5, false
    ),
    (
      "answers with a stop sequence",
      [" The lamp costs 3.50 euros. END", " Version 2.0 is out. END", " It is red. END"], 3, false
    ),
    ("answers that repeat", [String(repeating: " so", count: 30), " \(Array(1...40))"], 20, false),
  ]

  @Test(arguments: files.indices)
  func aFileIsOneTask(_ index: Int) throws {
    let (name, completions, rows, areLabels) = Self.files[index]
    let folder = try TemporaryFolder()
    try folder.write(
      (0..<rows).map { row("row number \($0) of it ->", completions[$0 % completions.count]) }
        .joined(), to: "rows.jsonl")
    let linted = try lint("rows.jsonl", in: folder)
    #expect((linted.task == "classification") == areLabels, "\(name)")
    #expect(try statsClasses("rows.jsonl", in: folder) == linted.classes, "\(name)")

    let record = try train("rows.jsonl", in: folder)
    #expect((record["task"] == "classification") == areLabels, "\(name)")
    #expect(Self.trimmed(record["classes"]?.array?.compactMap(\.string) ?? []) == linted.classes)
    #expect(record["separator"]?.string == linted.separator, "\(name)")
    #expect(record["stop"]?.string == linted.stop, "\(name)")
    let card = try folder.text(of: "model/README.md")
    #expect(card.contains("Completions end in") == (linted.stop != nil), "\(name)")

    let figures = try json(
      ["eval", "-m", "model", "-f", "rows.jsonl", "--format", "json"], in: folder)
    #expect((figures["accuracy"] != nil) == areLabels, "\(name)")
    #expect(
      Self.trimmed((figures["classes"]?.array ?? []).compactMap(\.string))
        == linted.classes, "\(name)")
    let assessment = try BuiltBinary.run(
      ["assess", "rows.jsonl", "--model", "nano", "--folds", "2", "--epochs", "1"], in: folder.url)
    #expect((assessment.status == 2) == !areLabels, "\(name): \(assessment.errors)")
    #expect(
      assessment.errors.contains("not classes") == !areLabels, "\(name): \(assessment.errors)")
  }
}
