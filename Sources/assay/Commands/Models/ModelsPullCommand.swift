// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import Console
import Foundation
import ModelStore

/// `assay models pull`: fetches a model from a hub.
struct ModelsPullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull",
    abstract: "Fetches a model from a Hugging Face style hub into the store.",
    discussion: """
      The hub is huggingface.co, or what HF_ENDPOINT names; HF_TOKEN opens private and gated models. \
      Sizes and hashes are checked, a pull that broke off goes on where it stopped, and the model \
      appears in the store only when it is whole. Its name then stands for -m of every command.

      Examples:
        assay models pull gpt2
        assay models pull distilbert/distilgpt2 --revision main --as distilgpt2
        # for assay serve --data-dir /srv/assay
        assay models pull gpt2 --data-dir /srv/assay
      """)

  @Argument(help: "The model's name on the hub, such as gpt2 or distilbert/distilgpt2.")
  var name: String

  @Option(help: "A branch, tag or commit of the model.")
  var revision = "main"

  @Option(name: .customLong("as"), help: "The name in the store; by default the hub's.")
  var localName: String?

  @OptionGroup var place: ModelStoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let client = try HubClient.standard()
    let line = output.progressLine("fetching \(name), MB")
    defer { line.finish() }
    let pull = ModelPull(
      try ModelName(name), from: client, to: try place.store(),
      as: try localName.map { try ModelName($0) }, revision: revision,
      version: Version.text, created: Date.now.formatted(.iso8601),
      progress: { line.update(done: $0 >> 20, of: $1 >> 20) })
    let outcome = try pull.run()
    line.finish()
    PullReport.say(outcome, name, output: output, from: client.endpoint)
    Terminal.printResult(outcome.folder + "\n")
  }
}
