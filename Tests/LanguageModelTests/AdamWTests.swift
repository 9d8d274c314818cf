// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import LanguageModel
import Testing

/// The optimizer against the formulas of its paper, number by number.
@Suite struct AdamWTests {
  private struct Reference {
    var first = 0.0
    var second = 0.0
    var step = 0

    /// The parameter after a step.
    mutating func next(
      _ value: Double, gradient: Double, rate: Double, decay: Double
    ) -> Double {
      step += 1
      first = 0.9 * first + 0.1 * gradient
      second = 0.999 * second + 0.001 * gradient * gradient
      let mean = first / (1 - pow(0.9, Double(step)))
      let variance = second / (1 - pow(0.999, Double(step)))
      return value * (1 - rate * decay) - rate * mean / (variance.squareRoot() + 1e-8)
    }
  }

  private func gradients(_ model: GPT2Model) throws -> GradientStore {
    let gradients = try GradientStore(for: model)
    _ = try model.forwardBackward(TinyModel.batch(), into: gradients)
    return gradients
  }

  @Test func stepsAreThoseOfThePaper() throws {
    let model = try TinyModel.make()
    let gradients = try gradients(model)
    var settings = AdamW.Settings()
    settings.weightDecay = 0.5
    let optimizer = try AdamW(for: model, settings: settings)
    for name in [
      "transformer.wte.weight", "transformer.h.1.attn.c_attn.weight", "transformer.h.0.ln_1.weight",
      "transformer.h.0.mlp.c_fc.bias",
    ] {
      // Matrices decay, gains and biases do not.
      #expect(model.layout[name]?.decays == (name.contains("wte") || name.contains("c_attn")))
    }
    var references = [Reference](repeating: Reference(), count: model.parameters.count)
    var values = model.parameters.array.map(Double.init)
    for step in 1...4 {
      optimizer.step(model, gradients, learningRate: 0.01 * Float(step), gradientScale: 0.5)
      #expect(optimizer.step == step)
      for tensor in model.layout.tensors {
        for index in tensor.offset..<tensor.offset + tensor.count {
          values[index] = references[index].next(
            values[index], gradient: 0.5 * Double(gradients.block.pointer[index]),
            rate: 0.01 * Double(step), decay: tensor.decays ? 0.5 : 0)
          // Where a gradient is 0 nothing but decay moves; else all move alike.
          #expect(abs(Double(model.parameters.pointer[index]) - values[index]) < 1e-4)
        }
      }
    }
  }

  @Test func aRestoredStateGoesOnToTheSameBits() throws {
    let (model, other) = (try TinyModel.make(), try TinyModel.make())
    let gradients = try gradients(model)
    let optimizer = try AdamW(for: model)
    optimizer.step(model, gradients, learningRate: 0.01)
    other.parameters.pointer.update(from: model.parameters.pointer, count: model.parameters.count)
    let fresh = try AdamW(for: other)
    try optimizer.withState { first, second throws(AssayError) in
      try fresh.restore(step: 1, first: first, second: second)
    }
    optimizer.step(model, gradients, learningRate: 0.01)
    fresh.step(other, gradients, learningRate: 0.01)
    #expect(model.parameters.array == other.parameters.array)
    var small = TinyModel.configuration
    small.layers = 1
    let another = try AdamW(for: try TinyModel.make(small))
    let error = #expect(throws: AssayError.self) {
      try optimizer.withState { first, second throws(AssayError) in
        try another.restore(step: 1, first: first, second: second)
      }
    }
    #expect(error?.message.contains("another model") == true)
  }

  @Test func gradientsThatWereNeverTakenMoveNothingButDecay() throws {
    let model = try TinyModel.make()
    let before = model.parameters.array
    let optimizer = try AdamW(for: model)
    optimizer.step(model, try GradientStore(for: model), learningRate: 0.1)
    for tensor in model.layout.tensors {
      let scale: Float = tensor.decays ? 1 - 0.1 * 0.01 : 1
      for index in tensor.offset..<tensor.offset + tensor.count {
        #expect(abs(model.parameters.pointer[index] - before[index] * scale) < 1e-6)
      }
    }
  }
}
