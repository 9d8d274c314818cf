// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Platform
import Testing

@testable import Training

/// Row 85: checkpoints that stay.
@Suite struct KeptCheckpointsTests {
  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try folder.names.filter { $0.hasPrefix("checkpoint-") }.sorted()
  }

  /// Runs the fixture, whose 18 steps are evaluated every 4.
  private func run(
    _ change: (inout TrainingSettings) -> Void, in folder: TemporaryFolder
  ) throws {
    var fixture = TrainingFixture()
    change(&fixture.settings)
    let trainer = try fixture.trainer(in: folder)
    #expect(try trainer.run() == .finished)
  }

  @Test("Row 85: save_strategy, save_steps and save_total_limit") func strategies() throws {
    let steps = try TemporaryFolder()
    try run(
      {
        $0.saveStrategy = .steps
        $0.saveSteps = 7
      }, in: steps)
    #expect(try names(steps) == ["checkpoint-14", "checkpoint-7"])
    let model = try GPT2Model(directory: steps.url.appending(path: "checkpoint-7").path)
    #expect(model.configuration.width == 32)

    let epochs = try TemporaryFolder()
    try run(
      {
        $0.saveStrategy = .epoch
        $0.saveTotalLimit = 2
      }, in: epochs)
    #expect(try names(epochs) == ["checkpoint-12", "checkpoint-18"])

    let none = try TemporaryFolder()
    try run({ _ in }, in: none)
    #expect(try names(none).isEmpty)
  }

  @Test("Row 85: the best checkpoint goes last") func theBestIsSpared() throws {
    let folder = try TemporaryFolder()
    let kept = KeptCheckpoints(folder: folder.url.path)
    for step in 1...5 {
      try kept.write(step: step, limit: 2, best: 2) { place throws(AssayError) in
        try AtomicFile.write([], to: "\(place)/weights")
      }
    }
    #expect(try names(folder) == ["checkpoint-2", "checkpoint-5"])
    try kept.write(step: 6, limit: 1, best: nil) { _ in }
    #expect(try names(folder) == ["checkpoint-6"])
    kept.removeAll()
    #expect(try names(folder).isEmpty)
  }

  @Test("Row 76: dropout is as the base's config.json says unless it is given") func dropoutRates()
  {
    var configuration = GPT2Configuration(width: 8, layers: 1, heads: 1)
    configuration.embeddingDropout = 0
    configuration.residualDropout = 0.3
    configuration.attentionDropout = 0.3
    var defaults = TrainingDefaults(exampleCount: 10, startsFromRandom: false, width: 8)
    defaults.rates = DropoutRates(configuration)
    let settings = defaults.resolve(Hyperparameters())
    #expect(settings.dropout == 0.3 && settings.embeddingDropout == 0)
    #expect(settings.attentionDropout == nil)
    let used = settings.leavingOut(seed: 1)
    #expect(used.embedding == 0 && used.residual == 0.3 && used.attention == 0.3)
    var asked = Hyperparameters()
    asked.dropout = 0.2
    let given = defaults.resolve(asked).leavingOut(seed: 1)
    #expect(given.embedding == 0.2 && given.residual == 0.2 && given.attention == 0.2)
  }

  @Test("Row 85: a warm-up of a share of the steps") func warmupRatio() {
    var asked = Hyperparameters()
    asked.warmupRatio = 0.1
    asked.epochs = 1
    asked.batchSize = 1
    let defaults = TrainingDefaults(exampleCount: 25, startsFromRandom: false, width: 8)
    #expect(defaults.resolve(asked).warmupSteps == 3)
    asked.warmupSteps = 2
    #expect(asked.fault?.contains("--warmup-ratio") == true)
  }
}
