// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Console
import LanguageModel
import ModelStore

/// `assay models resize`: a model with more or fewer tokens.
struct ModelsResizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resize",
    abstract: "Writes a model with another number of tokens.",
    discussion: """
      As transformers' resize_token_embeddings: rows of tokens that are there stay, rows of new tokens \
      are drawn around the mean of the old ones with 1e-9 times their covariance, in the token table \
      and in a head of its own. The model itself stays as it is.

      Examples:
        assay models resize gpt2 --vocabulary 50260 -o gpt2-with-3-more
      """)

  @Argument(help: "The name of a model in the store, or a model's folder.")
  var model: String

  @Option(help: "The number of tokens.")
  var vocabulary: Int

  @Option(name: .shortAndLong, help: "The folder for the new model.")
  var output: String

  @Option(help: "The seed of new rows.")
  var seed: UInt64 = 42

  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    guard vocabulary > 0 else { throw ValidationError("--vocabulary must be at least 1") }
  }

  func run() throws {
    let stored = try StoredModel(name: model, folder: ModelReference.folder(of: model))
    try VocabularyResize(stored, to: vocabulary, seed: seed).write(to: output)
    outputOptions.say("\(try stored.requireConfiguration().vocabularySize) -> \(vocabulary) tokens")
    Terminal.printResult(output + "\n")
  }
}
