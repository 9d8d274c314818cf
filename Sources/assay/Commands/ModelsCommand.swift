// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `assay models`: the models of this machine.
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Lists, fetches, edits, exports and deletes models of the local store.",
    discussion: """
      The store is the folder models in ASSAY_HOME, else in $XDG_DATA_HOME/assay or \
      ~/.local/share/assay. Each model is a Hugging Face directory, and every command takes its name \
      for -m.

      Examples:
        assay models pull gpt2
        assay models list
        assay models show gpt2 --format json
        assay models edit runs/first resid_pdrop=0.2
        assay models providers --model gpt-4o-mini
        assay models export runs/first --format gguf -o first.gguf
      """,
    subcommands: [
      ModelsListCommand.self, ModelsShowCommand.self, ModelsPullCommand.self,
      ModelsEditCommand.self, ModelsResizeCommand.self, ModelsExportCommand.self,
      ModelsDeleteCommand.self, ModelsCleanCommand.self, ModelsProvidersCommand.self,
    ])
}
