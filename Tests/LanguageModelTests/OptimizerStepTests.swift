// SPDX-License-Identifier: Apache-2.0

import CKernels
import Testing

@testable import LanguageModel

@Suite struct OptimizerStepTests {
  private static let count = 200_000
  /// Segments of several units and of less than one, with and without decay.
  private static let segments = [
    assay_adamw_segment(offset: 0, count: 150_016, weight_decay: 0.1),
    assay_adamw_segment(offset: 150_016, count: 16, weight_decay: 0),
    assay_adamw_segment(offset: 150_032, count: 49_968, weight_decay: 0.1),
  ]
  private static let settings = assay_adamw_settings(
    learning_rate: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, correction1: 0.1,
    correction2: 0.001, gradient_scale: 0.25)

  private static func block(_ value: (Int) -> Float) throws -> FloatBlock {
    let block = try FloatBlock(count: count)
    for index in 0..<count { block.pointer[index] = value(index) }
    return block
  }

  /// The first step from zero moments moves by the learning rate against the gradient's sign.
  private static func expected(_ index: Int, from value: Float) -> Float {
    let decay: Float = (150_016..<150_032).contains(index) ? 0 : 0.1
    let sign: Float = index.isMultiple(of: 3) ? 1 : -1
    return value * (1 - 0.5 * decay) - 0.5 * sign
  }

  @Test(arguments: [0, 150_020, 199_999]) func partsAreReadyWhenAwaited(first: Int) throws {
    let parameters = try Self.block { Float($0 % 1000) }
    let gradients = try Self.block { $0.isMultiple(of: 3) ? 8 : -8 }
    let step = try OptimizerStep(
      Self.segments, first: FloatBlock(count: Self.count), second: FloatBlock(count: Self.count))
    step.begin(
      parameters: parameters, halves: nil, gradients: gradients, Self.settings, firstNeeded: first)
    for range in [149_000..<151_000, 70_000..<70_001, 199_990..<200_000] {
      step.await(range)
      for index in range {
        let expected = Self.expected(index, from: Float(index % 1000))
        #expect(abs(parameters.pointer[index] - expected) < 1e-3)
      }
    }
    step.end()
    let wrong = (0..<Self.count).filter {
      abs(parameters.pointer[$0] - Self.expected($0, from: Float($0 % 1000))) > 1e-3
    }
    #expect(wrong.isEmpty)
  }

  @Test func stepsInTheBackgroundGiveTheSameBits() throws {
    let watched = try Self.trained { _ = $0.parameters.array }
    let unwatched = try Self.trained { _ in }
    #expect(watched.parameters.array == unwatched.parameters.array)
  }

  private static func trained(_ afterEachStep: (GPT2Model) -> Void) throws -> GPT2Model {
    let model = try GPT2Model(
      configuration: GPT2Configuration(
        vocabularySize: 3000, positions: 16, width: 32, layers: 3, heads: 2), seed: 5)
    let gradients = try GradientStore(for: model)
    let optimizer = try AdamW(for: model)
    for step in 0..<4 {
      var batch = PackedBatch()
      let tokens = (0..<9).map { Int32((step * 701 + $0 * 331) % 3000) }
      batch.append(
        tokens, targets: [.init(position: 8, token: Int32(step), weight: 1)])
      gradients.clear()
      _ = try model.forwardBackward(batch, into: gradients)
      optimizer.step(model, gradients, learningRate: 1e-2)
      afterEachStep(model)
    }
    return model
  }
}
