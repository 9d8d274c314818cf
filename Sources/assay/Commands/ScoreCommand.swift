// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Workflows

/// `assay score`: how likely a model finds the completions of a file.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Gives the log-probability of each completion after its prompt.",
    discussion: """
      Prints a JSON object for each row, in order: {"row": 0, "logprob": -1.2, "perplexity": 1.8, \
      "tokens": [" yes"], "token_logprobs": [-1.2]}. Logarithms are natural. Without a prompt the \
      first token of a completion cannot be predicted and is left out.

      Examples:
        assay score -m runs/reviews -f test_prepared.jsonl > scores.jsonl
        assay score -m gpt2 -f texts.csv --completion-column text --top-logprobs 5
        # every class, over all its tokens
        assay score -m runs/reviews -f test.jsonl --classes
        assay score -m runs/reviews -f test.jsonl --label " yes" --label " no"
      """)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Option(name: .shortAndLong, help: "The prompts and completions.")
  var file: String

  @Option(help: "Show so many of the likeliest tokens at each place too.")
  var topLogprobs = 0

  @Flag(
    help: "Score every class that the model was trained on, or else that the file has, instead.")
  var classes = false

  @Option(help: "Score this completion for every prompt, instead of the file's; may be repeated.")
  var label: [String] = []

  @Option(name: .shortAndLong, help: "Write here instead of to standard output.")
  var output: String?

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var truncation: TruncationOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard (0...100).contains(topLogprobs) else {
      throw ValidationError("--top-logprobs must be from 0 to 100")
    }
    guard !classes || label.isEmpty else {
      throw ValidationError("give --classes or --label, not both")
    }
    guard topLogprobs == 0 || (!classes && label.isEmpty) else {
      throw ValidationError("--top-logprobs goes with the completions of the file.")
    }
  }

  func run() throws {
    try replacing.require([output], apartFrom: [file], models: [model])
    try pulling.fetch(model, outputOptions)
    var request = ScoreRequest(model: model, file: file)
    request.reading = input.rows
    request.reading.truncationSide = truncation.truncationSide
    request.computing = computing.request
    request.candidates =
      classes ? .classes : label.isEmpty ? .ofFile(alternatives: topLogprobs) : .labels(label)
    let writer = try LineWriter(path: output)
    let progress = EvaluateProgress(outputOptions, evaluating: "scoring")
    let summary = try Scoring.run(request, events: progress.event) { line throws(AssayError) in
      try writer.write(line)
    }
    try writer.finish()
    if let summary { outputOptions.say(summary) }
  }
}
