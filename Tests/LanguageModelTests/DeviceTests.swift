// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import CKernels
import Foundation
import Testing

@testable import LanguageModel

/// What a device computes must not depend on whether the host shares its memory. The device here is the
/// CPU, but every value goes to it and comes back by its own operations.
@Suite struct DeviceTests {
  private var apart: Device {
    var kernels = Device.cpu.kernels
    kernels.shares_memory = 0
    return Device(kernels: kernels)
  }

  private func models() throws -> (near: GPT2Model, far: GPT2Model) {
    let models = try TinyModel.pair(movedTo: apart)
    return (models[0], models[1])
  }

  @Test("Row 81: on another device a model says the same") func aMovedModelSaysTheSame() throws {
    let (near, far) = try models()
    let batch = TinyModel.batch()
    #expect(
      try near.evaluate(batch, alternatives: 3).alternatives
        == far.evaluate(batch, alternatives: 3).alternatives)
    #expect(try near.evaluate(batch).logProbabilities.count == batch.targets.count)
    #expect(try near.hiddenStates(batch) == far.hiddenStates(batch))
    #expect(far.parameters.array == near.parameters.array)
    #expect(
      far.values(of: "transformer.wpe.weight") == near.values(of: "transformer.wpe.weight"))
  }

  @Test func trainingOnADeviceApartMovesTheSameWay() throws {
    let (near, far) = try models()
    var results: [[Float]] = []
    for model in [near, far] {
      let gradients = try GradientStore(for: model)
      let optimizer = try AdamW(for: model)
      for step in 0..<3 {
        gradients.clear()
        let dropout = Dropout(rate: 0.1, seed: UInt64(step))
        _ = try model.forwardBackward(TinyModel.batch(), into: gradients, dropout: dropout)
        optimizer.step(
          model, gradients, learningRate: 0.01,
          gradientScale: GradientStore.clipFactor(norm: gradients.norm(), limit: 1))
      }
      results.append(model.parameters.array)
    }
    #expect(results[0] == results[1])
  }

  /// How many rows of logits exist at a time is the device's own affair.
  @Test func logitsInSmallBlocksSayTheSame() throws {
    var kernels = Device.cpu.kernels
    kernels.logit_rows = 2
    let (near, small) = (try TinyModel.make(), try TinyModel.make())
    try small.move(to: Device(kernels: kernels))
    let batch = TinyModel.batch()
    var norms: [Double] = []
    var found: [[Double]] = []
    for model in [near, small] {
      let gradients = try GradientStore(for: model)
      found.append(try model.forwardBackward(batch, into: gradients).logProbabilities)
      norms.append(gradients.norm())
    }
    #expect(zip(found[0], found[1]).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(abs(norms[0] - norms[1]) < 1e-4 * norms[0])
    #expect(
      try near.evaluate(batch, alternatives: 2).alternatives.map { $0.map(\.token) }
        == small.evaluate(batch, alternatives: 2).alternatives.map { $0.map(\.token) })
  }

  @Test func anAdapterIsTrainedThere() throws {
    let (near, far) = try models()
    var results: [[Float]] = []
    for model in [near, far] {
      let adapter = try LowRankAdapter(
        for: model, settings: LowRankSettings(rank: 2, alpha: 4), seed: 3)
      let gradients = try GradientStore(for: model, adapter: adapter)
      let optimizer = try AdamW(for: model, adapter: adapter)
      _ = try model.forwardBackward(TinyModel.batch(), into: gradients)
      optimizer.step(model, gradients, learningRate: 0.01)
      results.append(model.parameters.array)
    }
    #expect(results[0] == results[1])
  }

  @Test func stateComesBackFromThere() throws {
    let (_, far) = try models()
    let optimizer = try AdamW(for: far)
    let gradients = try GradientStore(for: far)
    _ = try far.forwardBackward(TinyModel.batch(), into: gradients)
    optimizer.step(far, gradients, learningRate: 0.01)
    let other = try AdamW(for: far)
    try optimizer.withState { first, second throws(AssayError) in
      try other.restore(step: 1, first: first, second: second)
    }
    #expect(optimizer.first.array == other.first.array)
    #expect(optimizer.second.array == other.second.array)
    let folder = try TemporaryFolder()
    try far.save(to: folder.url.path)
    #expect(try GPT2Model(directory: folder.url.path).parameters.array == far.parameters.array)
  }

  @Test func sequencesAreContinuedThere() throws {
    let (near, far) = try models()
    #expect(try TinyModel.continuedLogits(of: near) == TinyModel.continuedLogits(of: far))
  }

  @Test func observersSeeWhatIsThere() throws {
    let (near, far) = try models()
    var seen: [[Float]] = [[], []]
    for (index, model) in [near, far].enumerated() {
      var observer = PassObserver()
      observer.states = { _, values in seen[index].append(contentsOf: values) }
      observer.attentions = { _, values in seen[index].append(contentsOf: values) }
      try model.observe([1, 2, 3, 4], observer)
    }
    #expect(seen[0] == seen[1])
    far.parameters.pointer[0] = .infinity
    #expect(far.brokenTensor == "transformer.wte.weight")
  }

  /// A device that has no more memory, or whose kernels fail, says so instead of giving nonsense.
  @Test func failuresOfADeviceAreErrors() throws {
    var kernels = Device.cpu.kernels
    kernels.shares_memory = 0
    kernels.allocate = { _ in nil }
    let model = try TinyModel.make()
    #expect(throws: AssayError.self) { try model.move(to: Device(kernels: kernels)) }
    #expect(try model.evaluate(TinyModel.batch()).logProbabilities.allSatisfy(\.isFinite))
    kernels = Device.cpu.kernels
    kernels.trouble = {
      let text: StaticString = "an illegal address"
      return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    }
    kernels.failures = { Int64(ContinuousClock.now.hashValue) }
    try model.move(to: Device(kernels: kernels))
    let error = #expect(throws: AssayError.self) { try model.evaluate(TinyModel.batch()) }
    #expect(error?.message == "the device cpu failed: an illegal address")
  }
}
