// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Platform
import Testing

/// Gradients against central differences of the double-precision reference.
enum GradientCheck {
  /// Expects the loss of a batch and some gradients of each tensor, drawn by a seed, to be true.
  static func expectTrueGradients(
    of model: GPT2Model, on batch: PackedBatch, seed: UInt64
  ) throws {
    let gradients = try GradientStore(for: model)
    let result = try model.forwardBackward(batch, into: gradients)
    let found = gradients.block.array
    var reference = ReferenceGPT2(model)
    #expect(abs(result.loss - reference.loss(batch)) < 1e-5)
    var generator = SeededGenerator(seed: seed)
    let step = 1e-4
    for tensor in model.layout.tensors {
      for _ in 0..<min(tensor.count, 6) {
        let index = tensor.offset + generator.next(below: tensor.count)
        let value = reference.parameters[index]
        reference.parameters[index] = value + step
        let above = reference.loss(batch)
        reference.parameters[index] = value - step
        let below = reference.loss(batch)
        reference.parameters[index] = value
        let expected = (above - below) / (2 * step)
        let difference = abs(Double(found[index]) - expected)
        #expect(difference < 2e-5 * max(1, abs(expected)), "\(tensor.name) \(index)")
      }
    }
  }
}
