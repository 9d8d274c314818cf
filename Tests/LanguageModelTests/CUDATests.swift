// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CCUDA
import CKernels
import CUDAEmulator
import Testing

@testable import LanguageModel

/// CUDA's kernels and all that the host does for them, on a GPU that is emulated by the CPU. The emulator
/// ends the tests when the host or a kernel touches memory that is not theirs.
@Suite struct CUDATests {
  private static var gpu: Device {
    Device(kernels: assay_cuda_device(assay_cuda_emulator()).pointee)
  }

  private static func models(
    _ configuration: GPT2Configuration = TinyModel.configuration
  ) throws -> [GPT2Model] {
    try TinyModel.pair(configuration, movedTo: gpu)
  }

  private static func furthest(_ one: [Float], _ other: [Float]) -> Float {
    zip(one, other).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test func everyOperationDoesWhatTheCPUDoes() throws {
    try #require(assay_products_load() == nil)
    #expect(assay_compare_devices(assay_cuda_device(assay_cuda_emulator())) == 0)
  }

  @Test func lossesAndGradientsAreThoseOfTheCPU() throws {
    for rate: Float in [0, 0.2] {
      var losses: [Double] = []
      var found: [[Float]] = []
      for model in try CUDATests.models() {
        let gradients = try GradientStore(for: model)
        for seed: UInt64 in 0..<2 {
          let dropout = rate > 0 ? Dropout(rate: rate, seed: seed) : nil
          let result = try model.forwardBackward(
            TinyModel.batch(), into: gradients, dropout: dropout)
          losses.append(result.loss)
        }
        losses.append(gradients.norm())
        found.append(gradients.block.array)
      }
      #expect(zip(losses[..<3], losses[3...]).allSatisfy { abs($0 - $1) < 1e-4 * $0 })
      #expect(CUDATests.furthest(found[0], found[1]) < 1e-4)
    }
  }

  @Test func tenStepsOfTrainingFollowTheCPU() throws {
    var losses: [[Double]] = []
    for model in try CUDATests.models() {
      let gradients = try GradientStore(for: model)
      let optimizer = try AdamW(for: model)
      losses.append(
        try (0..<10).map { _ in
          gradients.clear()
          let loss = try model.forwardBackward(TinyModel.batch(), into: gradients).loss
          optimizer.step(model, gradients, learningRate: 1e-3)
          return loss
        })
      #expect(model.brokenTensor == nil)
    }
    #expect(losses[0][9] < losses[0][0])
    #expect(zip(losses[0], losses[1]).allSatisfy { abs($0 - $1) < 1e-3 * $0 })
  }

  @Test func theSameStepsGiveTheSameBits() throws {
    var found: [[Float]] = []
    for _ in 0..<2 {
      let model = try CUDATests.models()[1]
      let gradients = try GradientStore(for: model)
      let optimizer = try AdamW(for: model)
      _ = try model.forwardBackward(TinyModel.batch(), into: gradients)
      optimizer.step(model, gradients, learningRate: 1e-3)
      found.append(model.parameters.array)
    }
    #expect(found[0] == found[1])
  }

  @Test func bf16AndAdaptersWorkThere() throws {
    var losses: [Double] = []
    for model in try CUDATests.models() {
      // Few CPUs have bf16; f32 is what it is to come near.
      if model.device.name == "cuda" { try model.setPrecision(.bf16) }
      let adapter = try LowRankAdapter(for: model, settings: LowRankSettings(rank: 2), seed: 1)
      let gradients = try GradientStore(for: model, adapter: adapter)
      let optimizer = try AdamW(for: model, adapter: adapter)
      for _ in 0..<3 {
        gradients.clear()
        losses.append(try model.forwardBackward(TinyModel.batch(), into: gradients).loss)
        optimizer.step(model, gradients, learningRate: 1e-2)
      }
    }
    #expect(zip(losses[..<3], losses[3...]).allSatisfy { abs($0 - $1) < 2e-2 * $0 })
  }

  @Test func textsAreScoredAndContinuedThere() throws {
    var logits: [[Float]] = []
    var scores: [[Double]] = []
    for model in try CUDATests.models() {
      var batch = TinyModel.batch()
      batch.append([4, 5], continuing: 0, targets: [.init(position: 1, token: 3)])
      scores.append(try model.evaluate(batch, alternatives: 2).logProbabilities)
      logits.append(
        try TinyModel.continuedLogits(of: model) + model.hiddenStates(TinyModel.batch()))
    }
    #expect(zip(scores[0], scores[1]).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(CUDATests.furthest(logits[0], logits[1]) < 1e-4)
  }

  @Test func classifiersLearnThere() throws {
    var configuration = TinyModel.configuration
    configuration.setClasses(["a", "b", "c"])
    var losses: [Double] = []
    for model in try CUDATests.models(configuration) {
      var batch = PackedBatch()
      batch.append([1, 2, 3], targets: [.init(position: 2, token: 2)])
      batch.append([9, 8], targets: [.init(position: 1, token: 0)])
      let gradients = try GradientStore(for: model)
      losses.append(try model.forwardBackward(batch, into: gradients).loss)
      losses.append(gradients.norm())
    }
    #expect(abs(losses[0] - losses[2]) < 1e-4 && abs(losses[1] - losses[3]) < 1e-4)
  }

  @Test func aHeadThatIsTooWideIsRefused() throws {
    let wide = GPT2Configuration(
      vocabularySize: 5, positions: 4, width: 130, layers: 1, heads: 1)
    let model = try TinyModel.make(wide)
    let error = #expect(throws: AssayError.self) { try model.move(to: CUDATests.gpu) }
    #expect(error?.message.contains("heads of 130 values") == true)
  }

  @Test func devicesAreNamedAsUsersWriteThem() throws {
    for text in ["cpu", "auto", "cuda", "cuda:0", "cuda:12"] {
      #expect(DeviceChoice(rawValue: text)?.rawValue == text)
    }
    for text in [
      "", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1 ", "CPU", "cuda:99999999999999999999",
    ] {
      #expect(DeviceChoice(rawValue: text) == nil)
    }
    #expect(try DeviceChoice.cpu.open().name == "cpu")
  }
}
