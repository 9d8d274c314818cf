// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Platform
import Testing

/// bf16 products against f32: the same training within rounding. Needs a CPU that has them.
@Suite(.enabled(if: Precision.bf16.isNative, "this CPU has no bf16 products"))
struct PrecisionTests {
  private static let configuration = GPT2Configuration(
    vocabularySize: 211, positions: 32, width: 64, layers: 3, heads: 4)

  /// Sequences that follow a rule, so that there is something to learn.
  private static func batch(_ step: Int) -> PackedBatch {
    var generator = SeededGenerator(seed: UInt64(step % 5))
    var batch = PackedBatch()
    for _ in 0..<8 {
      var tokens = [Int32(generator.nextUnit() * 200)]
      for _ in 0..<11 { tokens.append((tokens[tokens.count - 1] * 7 + 3) % 211) }
      batch.append(prompt: tokens.prefix(4), completion: tokens.dropFirst(4), weight: 1 / 64)
    }
    return batch
  }

  private static func losses(_ precision: Precision, steps: Int) throws -> [Double] {
    let model = try GPT2Model(configuration: configuration, seed: 3)
    try model.setPrecision(precision)
    let gradients = try GradientStore(for: model)
    let optimizer = try AdamW(for: model)
    return try (0..<steps).map { step in
      gradients.clear()
      let result = try model.forwardBackward(batch(step), into: gradients)
      let scale = GradientStore.clipFactor(norm: gradients.norm(), limit: 1)
      optimizer.step(model, gradients, learningRate: 3e-3, gradientScale: scale)
      return result.loss
    }
  }

  @Test("losses stay within 1e-2 of f32 over 50 steps that change the weights")
  func lossesFollow() throws {
    let exact = try Self.losses(.f32, steps: 50)
    let rounded = try Self.losses(.bf16, steps: 50)
    // The same batch after ten other steps: nothing stands still.
    #expect(Set(stride(from: 4, to: 50, by: 5).map { exact[$0] }).count == 10)
    #expect(exact != rounded)
    for (one, other) in zip(exact, rounded) { #expect(abs(one - other) < 1e-2 * one) }
  }

  @Test("the optimizer keeps the rounded weights in step with the exact ones")
  func roundedWeightsFollow() throws {
    let model = try GPT2Model(configuration: Self.configuration, seed: 3)
    try model.setPrecision(.bf16)
    let gradients = try GradientStore(for: model)
    _ = try model.forwardBackward(Self.batch(0), into: gradients)
    try AdamW(for: model).step(model, gradients, learningRate: 1e-2)
    let after = try model.logits(Self.batch(1))
    model.roundParameters()
    #expect(try model.logits(Self.batch(1)) == after)
  }

  @Test("logits differ from f32 by rounding alone, for few rows and for many")
  func logitsAreClose() throws {
    let model = try GPT2Model(configuration: Self.configuration, seed: 3)
    var single = PackedBatch()
    single.append([5, 9], targets: [.init(position: 1, token: 0)])
    for batch in [single, Self.batch(2)] {
      try model.setPrecision(.f32)
      let exact = try model.logits(batch)
      try model.setPrecision(.bf16)
      let rounded = try model.logits(batch)
      let largest = exact.map(abs).max() ?? 0
      let error = zip(exact, rounded).map { abs($0 - $1) }.max() ?? 0
      #expect(error > 0)
      #expect(error < 2e-2 * largest)
    }
  }

  @Test("the same input gives the same bits")
  func repeats() throws {
    #expect(try Self.losses(.bf16, steps: 3) == Self.losses(.bf16, steps: 3))
  }

  @Test("small models stay in f32, large ones are measured")
  func choice() throws {
    #expect(try PrecisionChoice.measure(for: Self.configuration).precision == .f32)
    let large = try PrecisionChoice.measure(
      for: GPT2Configuration(width: 768, layers: 1, heads: 12))
    #expect((large.f32Speed ?? 0) > 0)
    #expect((large.bf16Speed ?? 0) > 0)
  }
}
