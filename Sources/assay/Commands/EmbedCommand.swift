// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Console
import JSON
import LanguageModel
import Workflows

/// `assay embed`: texts as vectors.
struct EmbedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Turns texts into vectors: a model's hidden states, pooled.",
    discussion: """
      Prints a JSON object for each text, in the order of the rows: {"index": 0, "tokens": 3, \
      "embedding": [...]}. The states are those after the last norm, as transformers' GPT2Model \
      gives them.

      Examples:
        assay embed -m gpt2 --text "The elf queen"
        assay embed -m runs/reviews -f reviews.csv --column prompt \\
          --pooling mean > vectors.jsonl
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

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard text.isEmpty != (file == nil) else {
      throw ValidationError("give texts with --text, or a file of them with -f")
    }
  }

  func run() throws {
    try replacing.require([output], apartFrom: [file], models: [model])
    try pulling.fetch(model, outputOptions)
    let events = EvaluateProgress(outputOptions).event
    let loaded = try ModelRun(model, computing: computing.request, events: events).loaded
    let source = input.texts(text, file: file, column: column)
    let texts = try source.read { events(.warning($0)) }
    let writer = try LineWriter(path: output)
    let progress = outputOptions.progressLine("embedding")
    defer { progress.finish() }
    for start in stride(from: 0, to: texts.count, by: Self.textsPerPass) {
      let end = min(start + Self.textsPerPass, texts.count)
      let tokens = try (start..<end).map {
        try loaded.tokens(of: texts[$0], at: source.location(ofText: $0))
      }
      let vectors = try pooling.vectors(of: tokens, model: loaded.model)
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
}

extension Pooling: ExpressibleByArgument {}
