// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import ModelStore
import Workflows

/// `assay models export`: a model in the form that other programs read.
struct ModelsExportCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case huggingface, gguf
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a model as a Hugging Face directory or as a GGUF file.",
    discussion: """
      A GGUF file holds weights and tokenizer, as llama.cpp reads them. A Hugging Face directory holds \
      weights, configuration, tokenizer files and a model card, as transformers reads them. A LoRA \
      adapter is merged into its base model on the way.

      Examples:
        assay models export runs/first --format gguf -o first.gguf
        assay models export gpt2 --format gguf --precision f16 -o gpt2-f16.gguf
        assay models export runs/first --format huggingface -o published
        assay models export runs/adapter --format huggingface -o merged
      """)

  @Argument(help: "The name of a model in the store, or a model's folder.")
  var model: String

  @Option(help: "The form to write.")
  var format: Format

  @Option(name: .shortAndLong, help: "The file of a gguf, or the folder of a huggingface.")
  var output: String

  @Option(help: "The kind of number for matrices in a gguf: f32, f16 or bf16.")
  var precision: String?

  @OptionGroup var replacing: ReplacingOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard let precision else { return }
    guard format == .gguf else { throw ValidationError("--precision goes with --format gguf.") }
    guard GGUFPrecision(rawValue: precision) != nil else {
      throw ValidationError("--precision is \(precision); give f32, f16 or bf16.")
    }
  }

  func run() throws {
    let folder = try ModelReference.folder(of: model)
    try LinearModelFile.requireNone(in: folder, name: model)
    // A folder that holds something is never replaced.
    try replacing.require(
      [format == .gguf ? output : nil], apartFrom: [], models: [model])
    let line = outputOptions.progressLine("writing, MB")
    defer { line.finish() }
    switch format {
    case .gguf:
      let kind = precision.flatMap(GGUFPrecision.init(rawValue:)) ?? .f32
      try GGUFExport(folder: folder, name: model, precision: kind)
        .write(to: output) { line.update(done: $0 >> 20, of: $1 >> 20) }
    case .huggingface:
      try DirectoryExport(StoredModel(name: model, folder: folder)).write(to: output)
    }
    line.finish()
    Terminal.printResult(output + "\n")
  }
}
