// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Console
import JSON
import ModelStore

/// `assay models edit`: sets values of a model's `config.json`.
struct ModelsEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Sets values of a model's config.json that its weights leave open.",
    discussion: """
      Shares of dropout, summary_*, special tokens, names of classes and task_specific_params may be \
      set; what the weights are bound to is refused. Values are JSON; what is none is a text. With dots \
      a part of a value is meant. Training takes the shares of dropout as they stand here unless \
      --dropout is given, and assay generate --task the task_specific_params.

      Examples:
        assay models edit runs/first resid_pdrop=0.2 attn_pdrop=0
        assay models edit gpt2 task_specific_params.text-generation.max_length=80
        assay models edit runs/topics 'id2label={"0": "sport", "1": "news"}'
      """)

  @Argument(help: "The name of a model in the store, or a model's folder.")
  var model: String

  @Argument(help: ArgumentHelp("What to set.", valueName: "key=value"))
  var values: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    let edits = try values.map { try ConfigurationEdit($0) }
    let folder = try ModelReference.folder(of: model)
    for change in try ConfigurationEdit.apply(edits, toFolder: folder) {
      output.say("\(change.key): \(change.old?.text() ?? "(not set)") -> \(change.new.text())")
    }
    Terminal.printResult("\(folder)/config.json\n")
  }
}
