// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct EvalCommandTests {
  private let rows = """
    {"label": "yes", "scores": {"yes": 0.8, "no": 0.2}}
    {"label": "no", "scores": {"yes": 0.6, "no": 0.4}}
    {"scores": {"no": 0.9, "yes": 0.1}, "label": "no"}

    """

  private func run(_ rows: String, _ arguments: String...) throws -> BuiltBinary.Outcome {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: "p.jsonl")
    return try BuiltBinary.run(["eval", "--predictions", "p.jsonl"] + arguments, in: folder.url)
  }

  @Test func printsOneJSONObject() throws {
    let outcome = try run(rows, "--format", "json", "--positive-class", "yes")
    #expect(outcome.status == 0 && outcome.errors == "")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["n"] == 3)
    #expect(json["recall"] == .number(1))
    #expect(json["auroc"] == .number(1))
  }

  @Test func aMissedRequirementEndsWith1() throws {
    let outcome = try run(rows, "--require", "accuracy>=0.9", "--require", "auroc>=0.5")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("Accuracy"))
    #expect(outcome.errors.contains("accuracy is 0.666") && !outcome.errors.contains("auroc"))
  }

  @Test(arguments: [
    (#"{"label": "yes", "scores": {"yes": 0.8, "no": -0.2}}"#, "p.jsonl:4 "),
    (#"{"label": "yes", "scores": {"yes": 0.8}}"#, "no score for the class"),
    (#"{"label": "maybe", "scores": {"yes": 0.8, "no": 0.2}}"#, "maybe"),
    (#"{"label": "yes", "scores": {"yes": 0.8, "no": 0.1, "x": 0.1}}"#, "first row"),
    (#"{"label": "yes", "scores": {"yes": 0.8, "yes": 0.2}}"#, "two scores"),
    (#"{"label": "yes", "scores": {"yes": "high", "no": 0.1}}"#, "not a number"),
    (#"{"label": "yes", "scores": [0.8, 0.2]}"#, "object"),
    (#"{"label": "yes", "prediction": "no"}"#, "every row"),
    (#"{"label": "yes"}"#, "neither scores nor a prediction"),
    (#"{"label": null, "scores": {"yes": 0.8, "no": 0.2}}"#, "no label"),
    (#"{"label": "yes", "#, "p.jsonl:4"),
  ]) func badRowsEndWith2(row: String, message: String) throws {
    let outcome = try run(rows + row + "\n", "--format", "json")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains("p.jsonl:4"), "\(outcome.errors)")
  }

  @Test(arguments: ["", "\n"]) func anEmptyFileEndsWith2(rows: String) throws {
    let outcome = try run(rows)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("p.jsonl"))
  }

  /// Betas are read alike: with commas or spaces, once or more, as --beta too.
  @Test(arguments: [
    ["--betas", "0.5,3"], ["--betas", "0.5", "3"], ["--beta", "0.5,3"], ["--betas", "0.5, 3"],
    ["--betas=0.5,3,0.5"],
  ])
  func betasAreReadAlike(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: "p.jsonl")
    for command in [["eval", "--predictions", "p.jsonl"], ["compare", "p.jsonl", "p.jsonl"]] {
      let outcome = try BuiltBinary.run(
        command + arguments + ["--format", "json"], in: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("\"f0.5\"") && outcome.output.contains("\"f3\""))
      #expect(!outcome.output.contains("\"f2\""))
    }
  }

  @Test(arguments: [
    ["eval", "--predictions", "p.jsonl", "--betas", "1,x"],
    ["eval", "--predictions", "p.jsonl", "--betas", "0"],
    ["train", "-t", "p.jsonl", "--classification-betas", "1", "-2"],
    ["train", "-t", "p.jsonl", "--classification-betas", "1,,2"],
    ["jobs", "create", "-t", "p.jsonl", "--classification-betas", "inf"],
  ])
  func aBetaThatIsNoneIsNamed(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: "p.jsonl")
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("is not a beta"), "\(outcome.errors)")
  }

  @Test func wrongOptionsEndWith2() throws {
    for arguments in [
      ["--betas", "1,x"], ["--threshold", "2"], ["--positive-class", "Yes"],
      ["--require", "accuracy"], ["--require", "nonsense>=1"], ["--bootstrap", "-1"],
    ] {
      let folder = try TemporaryFolder()
      try folder.write(rows, to: "p.jsonl")
      let outcome = try BuiltBinary.run(
        ["eval", "--predictions", "p.jsonl", "--output", "report.html"] + arguments,
        in: folder.url)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(try folder.names == ["p.jsonl"])
    }
  }

  @Test(arguments: ["text", "json", "csv", "markdown", "html", "xlsx"])
  func everyFormatIsWritten(format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: "p.jsonl")
    let outcome = try BuiltBinary.run(
      ["eval", "--predictions", "p.jsonl", "--format", format, "--output", "report"],
      in: folder.url)
    #expect(outcome.status == 0 && outcome.output == "")
    #expect(try folder.text(of: "report").count > 100)
  }

  /// A file that is named as a workbook is one.
  @Test(arguments: [
    ("r.xlsx", "PK"), ("r.HTML", "<!"), ("r.json", "{"), ("r.md", "## "), ("r.txt", "Evaluation"),
    ("r", "Evaluation"),
  ])
  func theNameOfTheFileChoosesTheForm(_ name: String, _ start: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: "p.jsonl")
    let arguments = ["eval", "--predictions", "p.jsonl", "-o", name]
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status == 0 && outcome.output == "", "\(outcome.errors)")
    #expect(try folder.text(of: name).lowercased().hasPrefix(start.lowercased()))
    let asked = try BuiltBinary.run(
      arguments + ["--format", "text", "--overwrite"], in: folder.url)
    #expect(asked.status == 0)
    #expect(try folder.text(of: name).hasPrefix("Evaluation"))
  }
}
