// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import ModelStore

/// `assay models list`: what the store has.
struct ModelsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the models of the store, and runs that were not finished.",
    discussion: """
      An unfinished run is a training that was stopped; assay train --resume goes on with it.

      Examples:
        assay models list
        assay models list --format json
      """)

  @Option(help: "The form of the list.")
  var format = DescriptionFormat.text

  @OptionGroup var place: ModelStoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try place.store()
    var models: [StoredModel] = []
    for name in try store.names() {
      do throws(AssayError) {
        models.append(try store.model(name))
      } catch {
        // One broken model must not hide the others.
        output.say("warning: \(error)")
      }
    }
    if format == .json {
      let list = JSONValue.array(models.map(\.json))
      return Terminal.printResult(list.indented)
    }
    if models.isEmpty {
      output.say("no models in \(store.home); fetch one: assay models pull gpt2")
    }
    Terminal.printResult(ModelText.table(models))
    let runs = try store.unfinishedRuns()
    guard !runs.isEmpty else { return }
    Terminal.printResult((models.isEmpty ? "" : "\n") + ModelText.table(runs))
    output.say("unfinished runs take room; remove them: assay models clean")
  }
}
