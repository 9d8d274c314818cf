// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// A model trained for a few steps, measured in every way.
@Suite struct EvalModelTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let rows = (0..<24).map { row in
      #"{"prompt": "text \#(row) ->", "completion": " \#(row % 3 == 0 ? "no" : "yes") END"}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "rows.jsonl")
    let outcome = try run("train", "-t", "rows.jsonl", "-m", "nano", "-o", "m", "--max-steps", "4")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(arguments, in: folder.url)
  }

  private func json(_ outcome: BuiltBinary.Outcome) throws -> JSONValue {
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONParser.parse(Array(outcome.output.utf8), file: "-")
  }

  @Test func everyFigureOfAModel() throws {
    let measured = try json(
      run(
        "eval", "-m", "m", "-f", "rows.jsonl", "--generate", "--baseline-model", "m",
        "--calibration-file", "rows.jsonl", "--save-predictions", "p.jsonl", "--format", "json"))
    for key in ["accuracy", "perplexity", "exact_match", "normalized_match", "token_f1"] {
      #expect(measured[key]?.double != nil, "\(key)")
    }
    #expect(measured["baseline_model"]?["accuracy"] == measured["accuracy"])
    #expect(measured["threshold_sweep"]?.array?.count == 19)
    #expect(measured["calibration"]?["temperature"]?.double != nil)
    let line = try folder.text(of: "p.jsonl").split(separator: "\n")[0]
    let row = try JSONParser.parse(Array(line.utf8), file: "p")
    #expect(row["tokens"]?.array?.compactMap(\.string).joined() == " no END")
    #expect(row["token_logprobs"]?.array?.count == row["tokens"]?.array?.count)

    let saved = try json(run("eval", "--predictions", "p.jsonl", "--format", "json"))
    #expect(saved["n"] == 24)
    let compared = try json(
      run("compare", "p.jsonl", "m", "-f", "rows.jsonl", "--bootstrap", "20", "--format", "json"))
    #expect(compared["changed"] == .array([]))
    let alone = try run("compare", "p.jsonl", "m")
    #expect(alone.status == 2 && alone.errors.contains("-f FILE"))

    let page = try run("eval", "-m", "m", "-f", "rows.jsonl", "--format", "html")
    #expect(page.output.contains("Tokens of a row") && page.output.contains("\"tokens\""))
  }
}
