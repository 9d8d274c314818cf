// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Console
import JSON
import ModelStore

/// `assay models show`: where a model comes from and what it is.
struct ModelsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows a model's shape, its origin, and the figures of its training.",
    discussion: """
      Examples:
        assay models show gpt2
        assay models show runs/first --format json
        # every value of config.json; assay models edit changes them
        assay models show gpt2 --config
      """)

  @Argument(help: "The name of a model in the store, or a model's folder.")
  var model: String

  @Flag(help: "Show all values of config.json, also those that the file leaves to GPT-2's.")
  var config = false

  @Option(help: "The form of the description.")
  var format = DescriptionFormat.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let shown = try StoredModel(name: model, folder: ModelReference.folder(of: model))
    guard !config else {
      _ = try shown.requireConfiguration()
      let values = JSONValue.object(shown.configurationValues)
      return Terminal.printResult(
        format == .json ? values.indented : ModelText.page(values))
    }
    Terminal.printResult(
      format == .json ? shown.json.indented : ModelText.page(shown))
  }
}
