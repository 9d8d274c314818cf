// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// An adapter that PEFT made gives what PEFT gave.
struct LowRankAdapterTests {
  let golden: Golden

  init() throws {
    golden = try Golden("tiny-lora")
  }

  private static let folder = Golden.fixtures + "/tiny-lora"

  private static func findBase(_ name: String) -> String { "\(Golden.fixtures)/\(name)" }

  /// The base model with the adapter of the folder beside it, ready for training.
  private func makePair() throws -> (model: GPT2Model, adapter: LowRankAdapter) {
    let model = try GPT2Model(directory: Golden.directory)
    let settings = try AdapterFolder(Self.folder).settings
    let adapter = try LowRankAdapter(for: model, settings: settings, seed: 1)
    try adapter.load(from: Self.folder)
    adapter.merge(into: model)
    return (model, adapter)
  }

  @Test func logitsOfTheMergedModelAgree() throws {
    let model = try GPT2Model(directory: Self.folder, findBase: Self.findBase)
    let expected = try golden.sequences.indices.flatMap { try golden.values("logits.\($0)") }
    let logits = try model.logits(golden.everyPosition)
    #expect(logits.count == expected.count && logits.count == 44 * 97)
    #expect(Golden.maximalDifference(logits, expected) < 1e-4)
  }

  @Test func gradientsAgree() throws {
    let (model, adapter) = try makePair()
    let gradients = try GradientStore(for: model, adapter: adapter)
    let result = try model.forwardBackward(golden.batch, into: gradients)
    let loss = try #require(golden.numbers("losses").first)
    #expect(abs(result.loss - loss) < 1e-5 * loss)
    #expect(adapter.layout.tensors.count == 16)
    for tensor in adapter.layout.tensors {
      let expected = try golden.values("gradient.\(tensor.name)")
      let found = try #require(gradients.values(of: tensor.name))
      let scale = max(1, expected.reduce(0) { max($0, abs($1)) })
      #expect(Golden.maximalDifference(found, expected) < 1e-4 * scale, "\(tensor.name)")
    }
  }

  @Test func gradientsAddUpOverPasses() throws {
    let (model, adapter) = try makePair()
    let gradients = try GradientStore(for: model, adapter: adapter)
    _ = try model.forwardBackward(golden.batch, into: gradients)
    let once = gradients.block.array
    _ = try model.forwardBackward(golden.batch, into: gradients)
    let pairs = zip(once, gradients.block.array)
    #expect(once.contains { abs($0) > 0.01 })
    #expect(pairs.allSatisfy { abs(2 * $0 - $1) <= 1e-5 * max(1, abs($1)) })
  }

  @Test func tenStepsOfAdamWAgree() throws {
    let (model, adapter) = try makePair()
    var settings = AdamW.Settings()
    settings.weightDecay = Float(try #require(golden.json["weight_decay"]?.double))
    let rate = Float(try #require(golden.json["learning_rate"]?.double))
    let optimizer = try AdamW(for: model, adapter: adapter, settings: settings)
    let gradients = try GradientStore(for: model, adapter: adapter)
    let frozen = model.values(of: "transformer.wte.weight")
    let norms = golden.numbers("norms")
    let losses = golden.numbers("losses")
    #expect(losses.count == 10)
    for (index, loss) in losses.enumerated() {
      gradients.clear()
      let result = try model.forwardBackward(golden.batch, into: gradients)
      let norm = gradients.norm()
      #expect(abs(result.loss - loss) < 1e-4 * loss, "step \(index)")
      #expect(abs(norm - norms[index]) < 1e-3 * norms[index], "step \(index)")
      let scale = GradientStore.clipFactor(norm: norm, limit: 1)
      optimizer.step(model, gradients, learningRate: rate, gradientScale: scale)
    }
    #expect(model.values(of: "transformer.wte.weight") == frozen)
  }

  @Test func anAdapterThatIsNewChangesNothing() throws {
    let model = try TinyModel.make()
    let before = model.parameters.array
    let adapter = try LowRankAdapter(for: model, settings: .init(rank: 2), seed: 5)
    adapter.merge(into: model)
    #expect(model.parameters.array == before)
    #expect(adapter.parameters.array.contains { $0 != 0 })
  }

  @Test func aSavedAdapterComesBack() throws {
    let (model, adapter) = try makePair()
    let place = try TemporaryFolder()
    let path = place.url.path + "/adapter"
    try adapter.save(to: path, base: Golden.directory)
    let again = try GPT2Model(directory: path)
    #expect(again.parameters.array == model.parameters.array)
    #expect(try AdapterFolder(path).settings == adapter.settings)
  }

  @Test(arguments: [
    (#""peft_type": "LORA""#, #""peft_type": "IA3""#, "IA3"),
    (#""use_dora": false"#, #""use_dora": true"#, "use_dora"),
    (#""r": 3"#, #""r": 4"#, "shape"),
    (#""c_fc","#, #""lm_head","#, "lm_head"),
    (#""modules_to_save": null"#, #""modules_to_save": ["score"]"#, "modules_to_save"),
    (#""base_model_name_or_path": "tiny-gpt2""#, #""base_model_name_or_path": null"#, "base"),
  ])
  func whatIsNoPlainAdapterIsRefused(old: String, new: String, word: String) throws {
    let place = try TemporaryFolder()
    let path = place.url.path + "/adapter"
    try FileManager.default.copyItem(atPath: Self.folder, toPath: path)
    let file = "\(path)/adapter_config.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains(old))
    try text.replacing(old, with: new).write(toFile: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: AssayError.self) {
      try GPT2Model(directory: path, findBase: Self.findBase)
    }
    #expect(error?.message.contains(word) == true)
  }

  @Test func aBaseThatIsNotHereIsNamed() throws {
    let error = #expect(throws: AssayError.self) { try GPT2Model(directory: Self.folder) }
    #expect(error?.message.contains("tiny-gpt2") == true)
  }
}
