// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Platform
import Testing
import Training

@testable import ModelStore

@Suite struct LocalStoreTests {
  private let folder: TemporaryFolder
  private let store: LocalStore

  init() throws {
    folder = try TemporaryFolder()
    store = LocalStore(home: folder.url.path)
  }

  private func add(_ name: String) throws {
    let place = store.folder(of: try ModelName(name))
    try Files.createFolder(place)
    let configuration = GPT2Configuration(positions: 8, width: 4, layers: 1, heads: 2)
    try AtomicFile.write(configuration.json.text().utf8, to: "\(place)/config.json")
  }

  @Test func listsModelsWithAndWithoutAnOwner() throws {
    #expect(try store.names() == [])
    for name in ["zeta", "owner/b", "owner/a", "nano:ft-personal:x-2026-01-31-12-00-00"] {
      try add(name)
    }
    try Files.createFolder("\(folder.url.path)/models/no-model")
    #expect(
      try store.names().map(\.text) == [
        "nano:ft-personal:x-2026-01-31-12-00-00", "owner/a", "owner/b", "zeta",
      ])
    #expect(try store.model(ModelName("owner/a")).parameters == 201_312)
  }

  /// Models that took less than a second to train have names of their own.
  @Test("Row 32: two models of one second have two names") func namesOfOneSecond() throws {
    let names = try (0..<3).map { _ in
      let name = try store.freeName(base: "linear", suffix: "Rye Loaf", at: 1_769_860_799)
      try add(name.text)
      return name.text
    }
    #expect(
      names
        == ["11-59-59", "12-00-00", "12-00-01"].map {
          "linear:ft-personal:rye-loaf-2026-01-31-\($0)"
        })
  }

  @Test func deletesAModelAndAnEmptyOwner() throws {
    try add("owner/a")
    try add("b")
    try store.delete(ModelName("owner/a"))
    #expect(try store.names().map(\.text) == ["b"])
    #expect(try Files.names(in: "\(folder.url.path)/models") == ["b"])
    #expect(try Files.names(in: "\(folder.url.path)/removed") == [])
    let error = #expect(throws: AssayError.self) { try store.delete(ModelName("owner/a")) }
    #expect(error?.remedy == "Choose one of b")
  }

  @Test(arguments: [
    "", "/", "a/", "/a", "..", "a/..", "../a", "a/b/c", ".hidden", "-m", "a b", "a\u{0}", "ä",
    "a\\b", "²",
  ]) func aNameNeverLeavesItsFolder(text: String) {
    #expect(throws: AssayError.self) { try ModelName(text) }
  }

  @Test func aNameIsLookedUpInTheStoreThenAmongFoldersThenPresets() throws {
    #expect(try ModelReference.resolve("nano", in: store) == .preset("nano"))
    try add("gpt2")
    #expect(
      try ModelReference.resolve("gpt2", in: store)
        == .folder("\(folder.url.path)/models/gpt2"))
    #expect(try ModelReference.resolve("/usr", in: store) == .folder("/usr"))
    let error = #expect(throws: AssayError.self) {
      try ModelReference.resolve("gpt3", in: store)
    }
    #expect(error?.remedy?.contains("the store's gpt2;") == true)
    #expect(error?.remedy?.contains("nano") == true)
  }

  /// A published name means its weights.
  @Test(arguments: ["gpt2", "distilgpt2", "gpt2-xl"])
  func aPublishedNameNeedsItsWeights(name: String) throws {
    let error = #expect(throws: AssayError.self) { try ModelReference.resolve(name, in: store) }
    #expect(error?.message == "'\(name)' is a published model whose weights are not here")
    #expect(error?.remedy?.contains("assay models pull \(name), ") == true)
    #expect(error?.remedy?.contains("--from-scratch") == true)
    #expect(try ModelReference.resolve(name, fromScratch: true, in: store) == .preset(name))
    try add(name)
    #expect(try ModelReference.resolve(name, in: store).folder != nil)
    #expect(try ModelReference.resolve(name, fromScratch: true, in: store) == .preset(name))
  }

  @Test func aFolderOrAFileGivesAShapeForRandomWeights() throws {
    try add("mine")
    let config = "\(folder.url.path)/models/mine/config.json"
    #expect(try ModelReference.resolve("mine", fromScratch: true, in: store) == .preset(config))
    #expect(try ModelReference.resolve(config, in: store) == .preset(config))
    #expect(throws: AssayError.self) {
      try ModelReference.resolve("none", fromScratch: true, in: store)
    }
  }

  @Test func aPresetHasNoFolder() throws {
    let error = #expect(throws: AssayError.self) {
      try ModelReference.folder(of: "nano", in: store)
    }
    #expect(error?.remedy?.contains("assay train -m nano") == true)
  }

  /// Rows 20 and 73: OpenAI's names mean on the command line what they mean in the service.
  @Test(arguments: [("ada", "nano"), ("text-babbage-001", "micro"), ("babbage-002", "micro")])
  func namesOfOpenAIStandForShapes(name: String, shape: String) throws {
    #expect(try ModelReference.resolve(name, in: store) == .preset(shape))
    #expect(try ModelReference.resolve(name, fromScratch: true, in: store) == .preset(shape))
    let error = #expect(throws: AssayError.self) { try ModelReference.folder(of: name, in: store) }
    #expect(
      error?.message == "'\(name)', which stands for \(shape), is a shape without weights here")
    #expect(error?.remedy?.contains("assay train -m \(shape),") == true)
  }

  @Test(arguments: [("curie", "gpt2"), ("text-davinci-003", "gpt2-medium")])
  func namesOfOpenAIStandForPublishedModels(name: String, model: String) throws {
    let error = #expect(throws: AssayError.self) { try ModelReference.resolve(name, in: store) }
    #expect(
      error?.message
        == "'\(name)', which stands for \(model), is a published model whose weights are"
        + " not here")
    #expect(error?.remedy?.contains("assay models pull \(model),") == true)
    #expect(try ModelReference.resolve(name, fromScratch: true, in: store) == .preset(model))
  }
}
