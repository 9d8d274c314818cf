// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Testing
import Training

@Suite struct BaseModelTests {
  private let folder: TemporaryFolder
  private var config: String { folder.url.appending(path: "config.json").path }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      #"{"model_type": "gpt2", "n_embd": 12, "n_head": 3, "n_layer": 2, "n_positions": 24,"#
        + #" "initializer_range": 0.1}"#, to: "config.json")
  }

  @Test func aFileGivesAShapeForRandomWeights() throws {
    let base = try BaseModel(name: config, folder: nil)
    #expect(base.startsFromRandom && base.initializerRange == 0.1 && base.folder == nil)
    #expect(try base.configuration().positions == 24)
    var settings = TrainingSettings.plain
    settings.initializerRange = 0.1
    let model = try base.load(settings: settings)
    #expect(model.configuration.layers == 2 && model.configuration.vocabularySize == 50257)
    let values = try #require(model.values(of: "transformer.wte.weight"))
    let deviation = (values.reduce(0.0) { $0 + Double($1 * $1) } / Double(values.count))
      .squareRoot()
    #expect(abs(deviation - 0.1) < 0.001)
    #expect(try base.load(settings: settings).bits == model.bits)
    settings.seed = 1
    #expect(try base.load(settings: settings).bits != model.bits)
  }

  @Test func aFileWithoutAGPT2IsRefused() throws {
    try folder.write(#"{"model_type": "llama"}"#, to: "config.json")
    let error = #expect(throws: AssayError.self) { try BaseModel(name: config, folder: nil) }
    #expect(error?.message.contains("llama") == true)
  }

  /// GPT-2's tokens do not fit into a smaller table.
  @Test func aVocabularyNeedsItsTokenizer() throws {
    try folder.write(
      #"{"n_embd": 12, "n_head": 3, "n_layer": 2, "vocab_size": 300}"#, to: "config.json")
    let base = try BaseModel(name: config, folder: nil)
    let error = #expect(throws: AssayError.self) { try base.tokenizer() }
    #expect(error?.message.contains("the model only 300") == true)
  }

  @Test func aPresetHasNoWishesOfItsOwn() throws {
    let base = try BaseModel(name: "nano", folder: nil)
    #expect(base.startsFromRandom && base.initializerRange == nil)
    #expect(throws: AssayError.self) { try BaseModel(name: "pico", folder: nil) }
  }
}
