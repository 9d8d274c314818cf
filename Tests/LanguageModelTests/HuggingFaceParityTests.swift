// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import Testing

/// The tiny model gives what transformers gave from the same files.
struct HuggingFaceParityTests {
  let golden: Golden
  let model: GPT2Model

  init() throws {
    golden = try Golden()
    model = try GPT2Model(directory: Golden.directory)
  }

  @Test func logitsAgree() throws {
    let expected = try golden.sequences.indices.flatMap { try golden.values("logits.\($0)") }
    let logits = try model.logits(golden.everyPosition)
    #expect(logits.count == expected.count && logits.count == 44 * 97)
    #expect(Golden.maximalDifference(logits, expected) < 1e-4)
  }

  @Test func hiddenStatesAgree() throws {
    let expected = try golden.sequences.indices.flatMap { try golden.values("hidden.\($0)") }
    let hidden = try model.hiddenStates(golden.everyPosition)
    #expect(hidden.count == expected.count && hidden.count == 44 * 32)
    #expect(Golden.maximalDifference(hidden, expected) < 1e-4)
  }

  @Test func gradientsAgree() throws {
    let gradients = try GradientStore(for: model)
    let result = try model.forwardBackward(golden.batch, into: gradients)
    let loss = try #require(golden.numbers("losses").first)
    #expect(abs(result.loss - loss) < 1e-5 * loss)
    for tensor in model.layout.tensors {
      let expected = try golden.values("gradient.\(tensor.name)")
      let found = try #require(gradients.values(of: tensor.name))
      #expect(found.count == expected.count)
      let scale = max(1, expected.reduce(0) { max($0, abs($1)) })
      #expect(Golden.maximalDifference(found, expected) < 1e-4 * scale, "\(tensor.name)")
    }
  }

  @Test("Row 86: ten steps of AdamW agree") func tenStepsOfAdamWAgree() throws {
    var settings = AdamW.Settings()
    settings.weightDecay = Float(try #require(golden.json["weight_decay"]?.double))
    let optimizer = try AdamW(for: model, settings: settings)
    let gradients = try GradientStore(for: model)
    let losses = golden.numbers("losses")
    let norms = golden.numbers("norms")
    #expect(losses.count == 10)
    for (index, rate) in golden.numbers("learning_rates").enumerated() {
      gradients.clear()
      let result = try model.forwardBackward(golden.batch, into: gradients)
      let norm = gradients.norm()
      #expect(abs(result.loss - losses[index]) < 1e-4 * losses[index], "step \(index)")
      #expect(abs(norm - norms[index]) < 1e-3 * norms[index], "step \(index)")
      let scale = GradientStore.clipFactor(norm: norm, limit: 1)
      optimizer.step(model, gradients, learningRate: Float(rate), gradientScale: scale)
    }
  }
}
