// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Platform
import Training

/// A tiny model and random examples, the same in every test.
struct TrainingFixture {
  var settings = TrainingSettings.plain
  let examples: [TrainingExample]
  let validation: [TrainingExample]
  static let configuration = GPT2Configuration(
    vocabularySize: 97, positions: 48, width: 32, layers: 2, heads: 2)

  init() {
    var generator = SeededGenerator(seed: 5)
    func tokens(_ count: Int) -> [Int32] {
      (0..<count).map { _ in Int32(generator.next(below: 97)) }
    }
    func example() -> TrainingExample {
      let prompt = 1 + generator.next(below: 12)
      return TrainingExample(
        prompt: tokens(prompt), completion: tokens(1 + generator.next(below: 3)))
    }
    examples = (0..<23).map { _ in example() }
    validation = (0..<9).map { _ in example() }
    settings.epochs = 3
    settings.batchSize = 4
    settings.microBatchSize = 4
    settings.learningRate = 3e-3
    settings.warmupSteps = 2
    settings.dropout = 0.1
    settings.tokenDropout = 0.1
    settings.evaluationSteps = 4
    settings.checkpointSteps = 3
  }

  var job: JobIdentity {
    JobIdentity(base: "tiny", settings: settings, trainingData: "t", validationData: "v")
  }

  func model() throws -> GPT2Model {
    try GPT2Model(configuration: Self.configuration, seed: 1)
  }

  /// A run from the start, or from what `folder` holds.
  func trainer(in folder: TemporaryFolder?) throws -> Trainer {
    let store = folder.map { CheckpointStore(folder: $0.url.appending(path: "checkpoints").path) }
    let checkpoint = try store?.latest()
    // A checkpoint of an adapter has no weights of the model.
    let stored = settings.lowRank == nil ? checkpoint : nil
    return try Trainer(
      model: try stored.map { try GPT2Model(directory: $0.path) } ?? model(), job: job,
      examples: examples, validation: validation, checkpoints: store, resuming: checkpoint)
  }
}

extension TrainingSettings {
  /// Without chance, and with a loss of completions alone.
  static var plain: TrainingSettings {
    var settings = TrainingSettings()
    settings.dropout = 0
    settings.promptLossWeight = 0
    return settings
  }
}

extension GPT2Model {
  /// The bits of all parameters.
  var bits: [UInt32] { parameters.values.map(\.bitPattern) }
}
