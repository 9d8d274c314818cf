// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import ModelStore

/// `assay models delete`: removes a model from the store.
struct ModelsDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Deletes models from the store.",
    discussion: """
      Examples:
        assay models delete nano:ft-personal-2026-01-31-12-00-00
      """)

  @Argument(help: "The names of models in the store.")
  var names: [String]

  @OptionGroup var place: ModelStoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try place.store()
    // All names are checked before the first model goes.
    let models = try names.map { try store.model(ModelName($0)) }
    for model in models {
      try store.delete(ModelName(model.name))
      output.say("deleted \(model.name)")
    }
  }
}
