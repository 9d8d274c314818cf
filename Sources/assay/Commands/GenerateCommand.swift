// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import Workflows

/// `assay generate`: texts in the way of transformers' pipeline and `generate`.
struct GenerateCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case json, text
  }

  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Continues prompts as transformers' text-generation pipeline does.",
    discussion: """
      Prints [{"generated_text": "..."}] with the prompt in the text; for several prompts, or a file of \
      them, a list of such lists. Without --do-sample the likeliest token is taken each time, so that \
      the same command prints the same text. What is not given is as generation_config.json of the \
      model says, and else as in transformers: with do_sample there, --no-do-sample is greedy. A text \
      ends in any of its eos_token_id, a number or a list. With --task the model's \
      task_specific_params in config.json count too, as in the pipelines of transformers 4; \
      transformers 5 passes them over. assay complete has the parameters of OpenAI's API instead.

      Examples:
        assay generate -m gpt2 --pull "Hello, I am a language model," --max-length 30
        assay generate -m gpt2 "The elf queen" --do-sample --seed 42 \\
          --num-return-sequences 3
        assay generate -m gpt2 "The elf queen" --task text-generation --seed 1
        assay generate -m runs/texts -f prompts.txt --max-new-tokens 40 \\
          --no-repeat-ngram-size 3 --format text
      """)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Argument(help: "The prompts.")
  var prompts: [String] = []

  @Option(name: .shortAndLong, help: "A file with a prompt in each row; - is standard input.")
  var file: String?

  @Option(help: "The column of the file that holds the prompts; without it prompt, or its lines.")
  var column: String?

  @Option(help: "Take parameters from task_specific_params of config.json for this task.")
  var task: String?

  @Option(help: "Text that ends a text and is not part of it; may be repeated.")
  var stop: [String] = []

  @Flag(help: "Leave the prompt out of the texts.")
  var newTextOnly = false

  @Option(help: "With --do-sample, the same seed gives the same texts.")
  var seed: UInt64?

  @Option(
    help: "The form of the result: json as the pipeline gives it, or text, one after another.")
  var format = Format.json

  @OptionGroup(title: "Generation") var options: GenerateOptions
  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard prompts.isEmpty != (file == nil) else {
      throw ValidationError("give prompts, or a file of them with -f")
    }
  }

  func run() throws {
    try pulling.fetch(model, outputOptions)
    let source = input.texts(prompts, file: file, column: column)
    var request = GenerateRequest(model: model, prompts: source)
    request.parameters = options.parameters
    request.task = task
    request.stops = stop.map(RuleOptions.unescaped)
    request.returnsFullText = !newTextOnly
    request.seed = seed
    request.computing = computing.request
    let progress = EvaluateProgress(outputOptions)
    let texts = try Generating.run(request, events: progress.event)
    progress.finish()
    Terminal.printResult(format == .json ? json(texts) : text(texts))
  }

  /// A list for each prompt; the only prompt's own where it was given as such.
  private func json(_ texts: [[String]]) -> String {
    let lists = texts.map { texts in
      JSONValue.array(texts.map { ["generated_text": .string($0)] })
    }
    let result = file == nil && lists.count == 1 ? lists[0] : .array(lists)
    return result.indented
  }

  private func text(_ texts: [[String]]) -> String {
    texts.flatMap { $0.map { $0 + "\n" } }.joined()
  }
}
