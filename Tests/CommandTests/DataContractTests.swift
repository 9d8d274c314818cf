// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// What the first fine-tuning services asked of training data, row by row of the list of features, by the
/// built binary.
@Suite struct DataContractTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(arguments, in: folder.url)
  }

  private static func row(_ prompt: String, _ completion: String) -> String {
    JSONValue.object(["prompt": .string(prompt), "completion": .string(completion)]).text()
  }

  /// Notes on plants with one of two labels.
  private static func notes(_ count: Int, yes: String = " yes") -> [String] {
    (0..<count).map { number in
      row(
        "Pot \(number): the fern is \(number % 2 == 0 ? "parched" : "soaked")\n\n###\n\n",
        number % 2 == 0 ? yes : " no")
    }
  }

  private func write(_ lines: [String], ending: String = "\n") throws {
    try folder.write(lines.map { $0 + ending }.joined(), to: "rows.jsonl")
  }

  /// The codes of what lint finds.
  private func codes(_ options: String...) throws -> [String] {
    let outcome = try BuiltBinary.run(
      ["lint", "rows.jsonl", "--format", "json", "--fail-on", "never"] + options, in: folder.url)
    let report = try JSONParser.parse(Array(outcome.output.utf8), file: "lint.json")
    return report["files"]?.array?.flatMap { file in
      file["findings"]?.array?.compactMap { $0["code"]?.string } ?? []
    } ?? []
  }

  @Test("Row 1: lines that end in `},` and objects over several lines are named and not trained on")
  func onlyJSONLines() throws {
    let nano = ["train", "-t", "rows.jsonl", "-m", "nano", "--max-steps", "1", "-o", "model"]
    func refusal() throws -> BuiltBinary.Outcome { try BuiltBinary.run(nano, in: folder.url) }
    try write(Self.notes(12), ending: ",\n")
    #expect(try codes().contains { $0.hasPrefix("JSON") })
    let commas = try refusal()
    #expect(commas.status == 2 && commas.errors.contains("line 1"), "\(commas.errors)")
    try folder.write("{\"prompt\": \"a ->\",\n\"completion\": \" b\"}\n", to: "rows.jsonl")
    let lint = try run("lint", "rows.jsonl")
    #expect(lint.status == 2 && lint.errors.contains("rows.jsonl:1"), "\(lint.errors)")
    let spread = try refusal()
    #expect(spread.status == 2 && spread.errors.contains("rows.jsonl:1"), "\(spread.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("model")))
  }

  @Test("Row 3: completions get the space before them") func leadingSpace() throws {
    try write((0..<9).map { Self.row("note \($0) ->", "wait \($0) days END") })
    #expect(try codes().contains("WSP001"))
    #expect(try run("fix", "rows.jsonl", "--yes", "--no-split", "-o", "fixed.jsonl").status == 0)
    let fixed = try folder.text(of: "fixed.jsonl").split(separator: "\n")
    #expect(fixed.count == 9 && fixed.allSatisfy { $0.contains(#""completion":" wait "#) })
  }

  @Test("Row 5: 2048 tokens, separator and all, and the 1024 places of GPT-2") func lengths() throws
  {
    for (leaves, curie, gpt2) in [
      (1019, false, false), (1020, false, true), (2043, false, true), (2044, true, true),
    ] {
      let rows = (0..<9).map { Self.row("\($0) ->", " a b \($0) END") }
      try write(rows + [Self.row(String(repeating: " leaf", count: leaves) + " ->", " a b 9 END")])
      for (model, isLong) in [("curie", curie), ("gpt2", gpt2)] {
        let found = try codes("--model", model, "--select", "TOK001")
        #expect(found == (isLong ? ["TOK001"] : []), "\(leaves) \(model)")
      }
    }
  }

  @Test("Row 8: advice on how many rows there should be, and rows to read") func sizes() throws {
    try write(Self.notes(60))
    #expect(try Set(codes()).isSuperset(of: ["ROW001", "CLS001"]))
    let days = (0..<140).map { Self.row("note \($0)\n\n###\n\n", " wait \($0) days, and look END") }
    try write(days)
    let texts = try run("lint", "rows.jsonl", "--sample", "2", "--seed", "1")
    #expect(texts.output.contains("500"), "\(texts.output)")
    #expect(texts.output == (try run("lint", "rows.jsonl", "--sample", "2", "--seed", "1").output))
    #expect(texts.output != (try run("lint", "rows.jsonl", "--sample", "2", "--seed", "2").output))
    try write(Self.notes(60, yes: " what the fuck"))
    #expect(try !codes().contains("QLT005") && codes("--select", "QLT005") == ["QLT005"])
  }

  @Test("Row 13: questions, a discriminator, and answers that cannot be given") func questions()
    throws
  {
    let questions = (0..<40).map { number in
      let text = "Fern \(number) wants \(number * 3) drops.\nQuestion: "
      return number % 4 == 0
        ? Self.row(text + "Who grew pot \(number)?\nAnswer:", " No sufficient context.")
        : Self.row(text + "How many drops does it want?\nAnswer:", " \(number * 3) drops for it.")
    }
    try write(questions)
    let errors = try run("lint", "rows.jsonl", "--fail-on", "error")
    #expect(errors.status == 0, "\(errors.output)")
    let judged = (0..<40).map { number in
      Self.row(
        "Fern \(number) wants \(number * 3) drops.\nQuestion: \(number % 2 == 0 ? "How many?" : "Who?")\nRelated:",
        number % 2 == 0 ? " yes" : " no")
    }
    try write(judged)
    #expect(try run("lint", "rows.jsonl", "--fail-on", "error").status == 0)
    #expect(
      try run(
        "train", "-t", "rows.jsonl", "-m", "nano", "--max-steps", "1", "-o", "model", "--quiet"
      ).status == 0)
    try folder.write(
      #"{"prompt":"Fern 9 wants 27 drops.\nQuestion: How many?\nRelated:"}"#, to: "new.jsonl")
    let labeled = try run("predict", "-m", "model", "new.jsonl", "--format", "jsonl")
    #expect(labeled.output.contains(#""label":""#), "\(labeled.errors)")
  }

  @Test(
    "Row 73: published names without weights are not made up",
    arguments: ["gpt2", "gpt2-medium", "gpt2-large"])
  func sizesByName(_ name: String) throws {
    try write(Self.notes(12))
    for command in [
      ["complete", "-m", name, "-p", "fern"],
      ["train", "-t", "rows.jsonl", "-m", name, "-o", "model"],
    ] {
      let outcome = try BuiltBinary.run(
        command, in: folder.url, environment: ["ASSAY_HOME": folder.path("store")])
      #expect(
        outcome.status == 2 && outcome.errors.contains("assay models pull \(name)"),
        "\(outcome.errors)")
    }
  }
}
