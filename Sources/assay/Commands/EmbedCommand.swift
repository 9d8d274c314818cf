// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Evaluation
import JSON
import LanguageModel
import Tables
import Tokenizer
import Workflows

/// `assay embed`: texts as vectors.
struct EmbedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Turns texts into vectors: a model's hidden states, pooled.",
    discussion: """
      Prints a JSON object for each text, in the order of the rows: {"index": 0, "tokens": 3,
      "embedding": [...]}. The states are those after the last norm, as transformers' GPT2Model
      gives them.

      Examples:
        assay embed -m gpt2 --text "The elf queen"
        assay embed -m runs/reviews -f reviews.csv --column prompt --pooling mean > vectors.jsonl
        assay embed -m gpt2 --text "one" --text "two" --normalize
      """)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Option(help: "A text; may be repeated.")
  var text: [String] = []

  @Option(name: .shortAndLong, help: "A file with a text in each row.")
  var file: String?

  @Option(
    help: "The column of the file that holds the texts; without it prompt, or a text file's lines.")
  var column: String?

  @Option(help: "The mean over the tokens of a text, or the state of its last token: mean or last.")
  var pooling = Pooling.mean

  @Flag(help: "Scale each vector to length 1, as OpenAI's embeddings are.")
  var normalize = false

  @Option(name: .shortAndLong, help: "Write here instead of to standard output.")
  var output: String?

  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard text.isEmpty != (file == nil) else {
      throw ValidationError("Give texts (--text) or a file of them (-f).")
    }
  }

  func run() throws {
    try OutputGuard.require([output], apartFrom: [file], models: [model])
    let run = try ModelRun(
      model, precision: precision.orF32, events: EvaluateProgress(outputOptions).event)
    let texts = try file.map(read) ?? text
    let writer = try LineWriter(path: output)
    let progress = ProgressLine("embedding", options: outputOptions)
    defer { progress.finish() }
    for start in stride(from: 0, to: texts.count, by: Self.textsPerPass) {
      let end = min(start + Self.textsPerPass, texts.count)
      let tokens = try (start..<end).map { try encode(texts[$0], row: $0, run: run) }
      let vectors = try pooling.vectors(of: tokens, model: run.loaded.model)
      for (offset, vector) in vectors.enumerated() {
        let shown = normalize ? Pooling.normalized(vector) : vector
        try writer.write([
          "index": .integer(start + offset), "tokens": .integer(tokens[offset].count),
          "embedding": .array(shown.map { .number(Double($0)) }),
        ])
      }
      progress.update(done: end, of: texts.count)
    }
    try writer.finish()
  }

  private static let textsPerPass = 256

  private func read(_ path: String) throws(AssayError) -> [String] {
    let source = try input.source(path)
    return try TextColumn.read(
      source, column ?? (source.format == .txt ? input.completionColumn : input.promptColumn))
  }

  private func encode(_ text: String, row: Int, run: ModelRun) throws(AssayError) -> [Int32] {
    let tokens = run.loaded.tokenizer.encode(text)
    let location = file.map { Location(file: $0, row: row) }
    guard !tokens.isEmpty else {
      throw AssayError("the text is empty", at: location, remedy: "Leave it out or fill it")
    }
    let most = run.loaded.model.configuration.positions
    guard tokens.count <= most else {
      throw AssayError(
        "the text has \(tokens.count) tokens, the model has \(most) positions", at: location,
        remedy: "Cut it into parts")
    }
    return tokens
  }
}

extension Pooling: ExpressibleByArgument {}
