// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Platform
import Testing

/// Gradients against central differences of a double-precision reference.
struct GradientTests {
  @Test(arguments: [true, false])
  func gradientsAgreeWithFiniteDifferences(tiesHead: Bool) throws {
    var configuration = TinyModel.configuration
    configuration.tiesHead = tiesHead
    let model = try TinyModel.make(configuration)
    try GradientCheck.expectTrueGradients(of: model, on: TinyModel.batch(), seed: 3)
  }

  @Test func gradientsAddUpOverBatches() throws {
    let model = try TinyModel.make()
    let batch = TinyModel.batch()
    let once = try GradientStore(for: model)
    let twice = try GradientStore(for: model)
    _ = try model.forwardBackward(batch, into: once)
    twice.clear()
    _ = try model.forwardBackward(batch, into: twice)
    _ = try model.forwardBackward(batch, into: twice)
    let pairs = zip(once.block.array, twice.block.array)
    #expect(pairs.allSatisfy { abs(2 * $0 - $1) <= 1e-5 * max(1, abs($1)) })
    twice.clear()
    #expect(twice.norm() == 0)
    _ = try model.forwardBackward(batch, into: twice)
    #expect(once.block.array == twice.block.array)
  }

  @Test func packedSequencesEqualEachAlone() throws {
    let model = try TinyModel.make()
    let packed = try model.evaluate(TinyModel.batch()).logProbabilities
    var alone: [Double] = []
    let batch = TinyModel.batch()
    var start = 0
    for end in batch.sequenceEnds {
      var single = PackedBatch()
      let targets = batch.targets.filter { $0.position >= start && $0.position < end }.map {
        PackedBatch.Target(position: $0.position - start, token: $0.token, weight: $0.weight)
      }
      single.append(batch.tokens[start..<end], targets: targets)
      alone += try model.evaluate(single).logProbabilities
      start = end
    }
    #expect(packed.count == 8 && alone.count == packed.count)
    for (left, right) in zip(packed, alone) { #expect(abs(left - right) < 1e-5) }
  }
}
