// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import ModelStore

/// `assay models clean`: removes what stopped trainings left in the store.
struct ModelsCleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Removes unfinished runs from the store.",
    discussion: """
      Runs that are at work stay, and so do models. On a terminal it asks first; elsewhere it needs \
      --yes.

      Examples:
        assay models clean
        assay models clean nano:ft-personal-2026-01-31-12-00-00 --yes
      """)

  @Argument(help: "The names of unfinished runs; without one all of them.")
  var names: [String] = []

  @Flag(name: .shortAndLong, help: "Remove them without asking.")
  var yes = false

  @OptionGroup var place: ModelStoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try place.store()
    let all = try store.unfinishedRuns()
    let runs =
      try names.isEmpty ? all.filter { !$0.isAtWork } : names.map { try Self.run($0, of: all) }
    guard !runs.isEmpty else { return output.say("no unfinished runs in \(store.home)") }
    try requireConsent(to: runs)
    for run in runs {
      try store.delete(run)
      output.say("removed \(run.name), \(ModelText.size(run.bytes))")
    }
  }

  private static func run(
    _ name: String, of all: [UnfinishedRun]
  ) throws(AssayError) -> UnfinishedRun {
    if let run = all.first(where: { $0.name == name }) { return run }
    throw AssayError(
      "the store has no unfinished run '\(name)'",
      remedy: all.isEmpty
        ? "assay models delete removes finished models"
        : "Choose one of \(all.map(\.name).joined(separator: ", "))")
  }

  private func requireConsent(to runs: [UnfinishedRun]) throws(AssayError) {
    guard !yes else { return }
    let size = ModelText.size(runs.reduce(0) { $0 + $1.bytes })
    let what = "\(Plural.counted(runs.count, "unfinished run")) of \(size)"
    guard Confirmation.canAsk else {
      throw AssayError(
        "\(what) would be removed", remedy: "Add --yes to remove what can be gone on with")
    }
    guard Confirmation.ask("Remove \(what)?") else { throw AssayError("nothing was removed") }
  }
}
