// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

@testable import LanguageModel

/// Small models and batches for tests.
enum TinyModel {
  static let configuration = GPT2Configuration(
    vocabularySize: 23, positions: 16, width: 6, layers: 2, heads: 3)

  /// A model with biases that are not 0 and attention that picks.
  static func make(
    _ configuration: GPT2Configuration = configuration, seed: UInt64 = 1
  ) throws(AssayError) -> GPT2Model {
    let model = try GPT2Model(configuration: configuration, seed: seed)
    var generator = SeededGenerator(seed: seed &+ 1)
    for tensor in model.layout.tensors {
      let center: Float = tensor.name.contains("ln_") && tensor.name.hasSuffix("weight") ? 1 : 0
      for index in 0..<tensor.count {
        let noise = Float(generator.nextUnit() - 0.5)
        model.parameters.pointer[tensor.offset + index] = center + noise
      }
    }
    return model
  }

  /// The same model on the CPU and on another device.
  static func pair(
    _ configuration: GPT2Configuration = configuration, movedTo device: Device
  ) throws -> [GPT2Model] {
    let models = [try make(configuration), try make(configuration)]
    try models[1].move(to: device)
    return models
  }

  /// The logits behind two sequences that a model continues, of which the second is a copy of the
  /// first one's beginning.
  static func continuedLogits(of model: GPT2Model) throws -> [Float] {
    let cache = try KeyValueCache(for: model, sequences: 2, capacity: 16)
    _ = try model.extend(cache, with: [CacheAddition(sequence: 0, tokens: [1, 2, 3])])
    cache.copy(0, to: 1, count: 2)
    let next = try model.extend(
      cache,
      with: [
        CacheAddition(sequence: 0, tokens: [4]), CacheAddition(sequence: 1, tokens: [5, 6]),
      ])
    return next.flatMap(\.logits)
  }

  /// Sequences of different lengths, with several targets, none, and weights that differ.
  static func batch() -> PackedBatch {
    var batch = PackedBatch()
    batch.append(prompt: [3, 14, 1, 5], completion: [9, 2, 6])
    batch.append([7, 7, 7], targets: [])
    batch.append(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
      targets: [
        .init(position: 0, token: 22, weight: 0.25), .init(position: 6, token: 0, weight: 2),
        .init(position: 6, token: 4, weight: 0.5), .init(position: 12, token: 22, weight: 1),
      ])
    batch.append(prompt: [20], completion: [21], weight: 0.5)
    return batch
  }
}
