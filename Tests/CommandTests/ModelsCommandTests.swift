// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct ModelsCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(
      arguments, in: folder.url,
      environment: ["ASSAY_HOME": "home", "HF_ENDPOINT": "http://127.0.0.1:1"])
  }

  @Test func aModelWithoutAFolderGoesToTheStore() throws {
    try folder.write(
      #"{"prompt": "a ->", "completion": " b"}"# + "\n", to: "rows.jsonl")
    let words = ["train", "-t", "rows.jsonl", "-m", "nano", "--max-steps", "1"]
    let outcome = try BuiltBinary.run(
      words + ["--suffix", "My Reviews!"], in: folder.url, environment: ["ASSAY_HOME": "home"])
    try #require(outcome.status == 0, "\(outcome.errors)")
    let expected = /home\/models\/(nano:ft-personal:my-reviews-\d{4}(?:-\d\d){5})\n/
    let name = try #require(outcome.output.wholeMatch(of: expected)?.1)
    #expect(outcome.errors.contains("name        \(name)\n"))
    let shown = try run("models", "show", String(name), "--format", "json")
    #expect(
      try JSONParser.parse(Array(shown.output.utf8), file: "-")["record"]?["base"] == "nano")
    for wrong in [["--suffix", "!"], ["--suffix", "x", "-o", "y"], ["--resume"]] {
      let outcome = try BuiltBinary.run(
        words + wrong, in: folder.url, environment: ["ASSAY_HOME": "home"])
      #expect(outcome.status == 2, "\(wrong)")
    }
  }

  /// A model that one step trains, moved into the store.
  private func store(_ name: String) throws {
    try folder.write(
      #"{"prompt": "a ->", "completion": " b"}"# + "\n", to: "rows.jsonl")
    let outcome = try run(
      "train", "-t", "rows.jsonl", "-m", "nano", "-o", "out", "--max-steps", "1", "--seed", "7",
      "-q")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let models = folder.url.appending(path: "home/models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "out"), to: models.appending(path: name))
  }

  @Test func aModelOfTheStoreIsListedShownUsedExportedAndDeleted() throws {
    try store("mine")
    let list = try run("models", "list", "--format", "json")
    let model = try #require(JSONParser.parse(Array(list.output.utf8), file: "-").array?.first)
    #expect(model["name"] == "mine" && model["layers"] == 4)
    let record = try #require(model["record"])
    #expect(record["base"] == "nano" && record["settings"]?["seed"] == 7)
    #expect(record["data"]?["training"]?["fingerprint"]?.string?.isEmpty == false)
    #expect(record["command"]?.array?.contains("rows.jsonl") == true)
    let table = try run("models", "list").output
    #expect(table.contains("mine") && table.contains("7.3 M") && table.contains("nano"))
    let page = try run("models", "show", "mine").output
    #expect(page.contains("training_loss") && page.contains("4 layers"))

    let completion = try run("complete", "-m", "mine", "-p", "a ->", "--max-tokens", "1")
    #expect(completion.status == 0, "\(completion.errors)")
    let export = try run("models", "export", "mine", "--format", "gguf", "-o", "mine.gguf")
    #expect(export.output == "mine.gguf\n" && export.status == 0)
    let size = try Data(contentsOf: folder.url.appending(path: "mine.gguf")).count
    #expect(size > 4 * 7_000_000)

    #expect(try run("models", "delete", "mine").status == 0)
    #expect(try run("models", "list", "--format", "json").output == "[]\n")
    let missing = try run("models", "show", "mine")
    #expect(missing.status == 2 && missing.errors.contains("there is no model 'mine'"))
  }

  @Test(arguments: [
    (["models", "show", "nano"], "without weights"),
    (["models", "delete", "../home"], "not the name of a model"),
    (["models", "export", "x", "--format", "gguf", "-o", "f"], "assay models pull x"),
    (["complete", "-m", "gpt2", "-p", "a"], "assay models pull"),
  ]) func whatCannotBeDoneEndsWith2(arguments: [String], message: String) throws {
    let outcome = try BuiltBinary.run(
      arguments, in: folder.url, environment: ["ASSAY_HOME": "home"])
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
