// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// A classification head from labeled rows to its figures, by the built binary.
@Suite struct ClassificationCommandTests {
  private static let words = ["card", "loan", "fraud"]
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var configuration = GPT2Configuration(positions: 32, width: 32, layers: 2, heads: 2)
    configuration.initializerRange = 0.06
    try GPT2Model(configuration: configuration, seed: 3).save(
      to: folder.url.appending(path: "base").path)
    try folder.write(Self.rows(90), to: "train.jsonl")
    try folder.write(Self.rows(31), to: "valid.jsonl")
    let outcome = try run(
      "train", "-t", "train.jsonl", "-v", "valid.jsonl", "-m", "base", "-o", "m", "--objective",
      "classification", "--epochs", "6", "--batch-size", "9", "--learning-rate", "5e-3",
      "--dropout", "0", "--precision", "f32", "--compute-classification-metrics")
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private static func rows(_ count: Int) -> String {
    (0..<count).map { row in
      let prompt = "row \(row) about a \(words[row % 3]) of \(row * 7 % 11)"
      return #"{"prompt":"\#(prompt)","completion":" \#(words[row % 3]) END"}"# + "\n"
    }.joined()
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(arguments, in: folder.url)
  }

  private func json(_ text: some StringProtocol) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "-")
  }

  @Test func everyFigureOfAHead() throws {
    let results = try folder.text(of: "m/results.csv").split(separator: "\n")
    #expect(results[0].hasSuffix("classification/accuracy,classification/weighted_f1_score"))
    #expect(results.count == 61)
    let record = try json(try folder.text(of: "m/assay.json"))
    #expect(record["task"] == "classification")
    #expect(record["classes"] == [" card END", " fraud END", " loan END"])
    #expect(record["settings"]?["objective"] == "classification")
    #expect(record["settings"]?["prompt_loss_weight"]?.double == 0)
    #expect(try folder.text(of: "m/tokenizer_config.json").contains("pad_token"))

    let outcome = try run("eval", "-m", "m", "-f", "valid.jsonl", "--format", "json")
    let figures = try json(outcome.output)
    #expect(outcome.status == 0 && figures["perplexity"] == nil)
    // The last evaluation of the training was of the same rows.
    let accuracy = try #require(figures["accuracy"]?.double)
    #expect(results[60].split(separator: ",").dropLast().last.flatMap { Double($0) } == accuracy)
    // The base is a language model, which scores the classes as texts.
    #expect(figures["baseline_model"]?["accuracy"]?.double != nil)
    let page = try run("eval", "-m", "m", "-f", "valid.jsonl", "--format", "html")
    #expect(page.status == 0 && page.output.contains("Tokens of a row"))

    let scores = try run("score", "-m", "m", "-f", "valid.jsonl", "--classes")
    let lines = try scores.output.split(separator: "\n").map { try json($0) }
    #expect(lines.count == 31)
    for line in lines {
      let label = try #require(line["label"]?.string)
      let members = try #require(line["logprobs"]?.object?.members)
      #expect(members.map(\.key) == [" card END", " fraud END", " loan END"])
      #expect(members.contains { $0.key == label })
      let sum = members.reduce(0) { $0 + exp($1.value.double ?? 0) }
      #expect(abs(sum - 1) < 1e-5)
    }
    let one = try run("score", "-m", "m", "-f", "valid.jsonl", "--label", " loan END")
    #expect(try json(one.output.split(separator: "\n")[0])["logprobs"]?.object?.members.count == 1)
  }

  @Test func whatAHeadCannotDoIsRefused() throws {
    for arguments in [
      ["complete", "-m", "m", "-p", "row", "--max-tokens", "1"],
      ["score", "-m", "m", "-f", "valid.jsonl"],
      ["eval", "-m", "m", "-f", "valid.jsonl", "--generate"],
      ["models", "export", "m", "--format", "gguf", "-o", "m.gguf"],
      ["train", "-t", "train.jsonl", "-m", "m", "-o", "again", "--max-steps", "1"],
    ] {
      let outcome = try BuiltBinary.run(arguments, in: folder.url)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.errors.contains("classification head"), "\(outcome.errors)")
    }
    #expect(try !folder.names.contains("again"))
    try folder.write(
      #"{"prompt":"row","completion":" lone END"}"# + "\n", to: "other.jsonl")
    let unknown = try run("eval", "-m", "m", "-f", "other.jsonl")
    #expect(unknown.status == 2 && unknown.errors.contains("none of the 3 classes"))
    let label = try run("score", "-m", "m", "-f", "valid.jsonl", "--label", "loan")
    #expect(label.status == 2 && label.errors.contains("none of the 3 classes"))
    let weight = try run(
      "train", "-t", "train.jsonl", "-m", "base", "-o", "again", "--objective", "classification",
      "--prompt-loss-weight", "0.1")
    #expect(weight.status == 2 && weight.errors.contains("--prompt-loss-weight"))
  }

  @Test func aHeadIsExportedAndTrainedOn() throws {
    let export = try run("models", "export", "m", "--format", "huggingface", "-o", "out")
    #expect(export.status == 0, "\(export.errors)")
    let card = try folder.text(of: "out/README.md")
    #expect(card.contains("pipeline_tag: text-classification") && card.contains("3 classes"))
    #expect(try folder.text(of: "out/tokenizer_config.json").contains("pad_token"))
    // The head is kept: without a step that counts, the figures stay.
    let again = try run(
      "train", "-t", "train.jsonl", "-m", "out", "-o", "again", "--objective", "classification",
      "--max-steps", "1", "--learning-rate", "1e-9")
    #expect(again.status == 0 && again.errors.contains("3 classes, that of"), "\(again.errors)")
    func accuracy(_ model: String) throws -> Double? {
      let figures = try run("eval", "-m", model, "-f", "valid.jsonl", "--format", "json")
      return try json(figures.output)["accuracy"]?.double
    }
    #expect(try accuracy("again") == accuracy("m") && accuracy("out") == accuracy("m"))
    let vectors = try run("embed", "-m", "m", "--text", "row 1 about a card")
    #expect(vectors.status == 0 && vectors.output.contains("embedding"))
    let shown = try run("models", "show", "m")
    #expect(shown.output.contains("3 classes"), "\(shown.errors)")
  }
}
