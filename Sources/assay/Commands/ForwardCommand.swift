// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Tokenizer
import Workflows

/// `assay forward`: what a model computes of texts, as tensors.
struct ForwardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Writes a model's logits, hidden states or attentions for texts as tensors.",
    discussion: """
      The tensors are those of transformers' forward pass, by its names: logits (B, T, V), \
      last_hidden_state (B, T, C), with --all-layers hidden_states.0 to hidden_states.L and \
      attentions.0 and on (B, H, T, T), beside input_ids and attention_mask. Shorter texts are filled \
      up; what belongs to no token is 0. A classifier's logits are (B, classes). An .npy file holds one \
      array; layers are its first axis.

      Examples:
        assay forward -m gpt2 texts.txt --output logits -o logits.safetensors
        assay forward -m gpt2 --text "The elf queen" --output hidden --all-layers \\
          -o states.npy
        assay forward -m runs/first rows.jsonl --column prompt \\
          --output hidden,attentions -o out.safetensors
      """)

  @Option(name: .shortAndLong, help: "A model of the store, or a Hugging Face directory.")
  var model: String

  @Argument(help: "A file with a text in each row; - is standard input.", completion: .file())
  var file: String?

  @Option(help: "A text instead of a file; may be repeated.")
  var text: [String] = []

  @Option(
    help: "The column of the file that holds the texts; without it prompt, or a text file's lines.")
  var column: String?

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "What to write: logits, hidden, attentions or embeddings; several with commas.",
      valueName: "kinds"))
  var kinds = "logits"

  @Flag(help: "Hidden states and attentions of every layer, not of the last alone.")
  var allLayers = false

  @Option(help: "On which side shorter texts are filled up: right or left.")
  var paddingSide = PaddingSide.right

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("The file to write: FILE.safetensors or FILE.npy.", valueName: "file"))
  var path: String

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var pulling: PullOptions
  @OptionGroup var computing: ComputeOptions
  @OptionGroup var input: InputOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard text.isEmpty != (file == nil) else {
      throw ValidationError("give a file of texts, or texts with --text")
    }
    _ = try outputs()
  }

  func run() throws {
    try replacing.require([path], apartFrom: [file], models: [model])
    try pulling.fetch(model, outputOptions)
    let texts = input.texts(text, file: file, column: column)
    var request = ForwardRequest(model: model, texts: texts, path: path)
    request.outputs = try outputs()
    request.allLayers = allLayers
    request.padding = paddingSide
    request.computing = computing.request
    let progress = EvaluateProgress(outputOptions, evaluating: "computing")
    let summary = try Forwarding.run(request, events: progress.event)
    progress.finish()
    for tensor in summary.tensors {
      let shape = tensor.shape.map(String.init).joined(separator: " x ")
      outputOptions.say("\(tensor.name): \(shape)")
    }
    Terminal.printResult(path + "\n")
  }

  private func outputs() throws -> [ForwardOutput] {
    var outputs: [ForwardOutput] = []
    for word in kinds.split(separator: ",", omittingEmptySubsequences: false) {
      guard let output = ForwardOutput(rawValue: word.filter { $0 != " " }) else {
        let known = ForwardOutput.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--output has '\(word)'; give some of \(known)")
      }
      if !outputs.contains(output) { outputs.append(output) }
    }
    return outputs
  }
}

extension PaddingSide: ExpressibleByArgument {}
