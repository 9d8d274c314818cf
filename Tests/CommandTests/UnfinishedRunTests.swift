// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// Trainings that stopped take room in the store: they are listed, and can be removed.
@Suite struct UnfinishedRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let place = folder.url.appending(path: "models/nano:ft-personal-2026/checkpoints/step-8")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try folder.write(
      Data(count: 3_000_000),
      to: "models/nano:ft-personal-2026/checkpoints/step-8/model.safetensors")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "models/other"), withIntermediateDirectories: true)
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(
      ["models"] + arguments + ["--data-dir", folder.url.path], in: folder.url)
  }

  @Test func theyAreListedWithTheirSize() throws {
    let outcome = try run("list")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("nano:ft-personal-2026  3.0 MB  stopped"), "\(outcome.output)")
    #expect(outcome.errors.contains("assay models clean") && !outcome.output.contains("other"))
    #expect(try run("list", "--format", "json").output == "[]\n")
  }

  /// Whoever takes one for a model hears what it is.
  @Test(arguments: [
    ["predict", "--text", "a"], ["complete", "-p", "a"], ["models", "show"],
    ["train", "-t", "rows.jsonl", "-o", "more"],
  ])
  func theyAreNoModels(command: [String]) throws {
    try folder.write("{\"prompt\":\"a ->\",\"completion\":\" b\"}\n", to: "rows.jsonl")
    let name = "models/nano:ft-personal-2026"
    let model = command[0] == "models" ? [name] : ["-m", name]
    let outcome = try BuiltBinary.run(command + model, in: folder.url)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("the training in '\(name)' is not at its end")
        && outcome.errors.contains("--resume"), "\(outcome.errors)")
  }

  @Test func theyAreRemovedWhenSomebodySaysSo() throws {
    let silent = try run("clean")
    #expect(silent.status == 2 && silent.errors.contains("--yes"))
    #expect(try run("clean", "nothing", "--yes").status == 2)
    let outcome = try run("clean", "--yes")
    #expect(outcome.status == 0 && outcome.errors.contains("removed nano:ft-personal-2026, 3.0 MB"))
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "models").path)
    #expect(left == ["other"])
    #expect(try run("clean", "--yes").errors.contains("no unfinished runs"))
  }
}
