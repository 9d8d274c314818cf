// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Testing
import Training

/// Runs that train a low-rank adapter beside a model.
@Suite struct AdapterRunTests {
  private func fixture(_ rank: Int = 4) -> TrainingFixture {
    var fixture = TrainingFixture()
    fixture.settings.lowRank = LowRankSettings(rank: rank)
    fixture.settings.learningRate = 2e-2
    return fixture
  }

  @Test(arguments: [1, 6, 17])
  func aRunThatWasStoppedAndResumedHasTheBitsOfOneThatWasNot(stop: Int) throws {
    let fixture = fixture()
    let whole = try fixture.trainer(in: nil)
    #expect(try whole.run() == .finished)

    let folder = try TemporaryFolder()
    let first = try fixture.trainer(in: folder)
    #expect(try first.run(TrainingHooks(shouldStop: { first.state.step == stop })) == .interrupted)
    let resumed = try fixture.trainer(in: folder)
    #expect(resumed.state.step == stop)
    #expect(try resumed.run() == .finished)
    #expect(resumed.model.bits == whole.model.bits)
    #expect(resumed.results == whole.results)
  }

  @Test func theAdapterLearnsWhileTheModelStays() throws {
    var fixture = fixture()
    fixture.settings.epochs = 60
    fixture.settings.dropout = 0
    fixture.settings.tokenDropout = 0
    let trainer = try fixture.trainer(in: nil)
    let table = trainer.model.values(of: "transformer.wte.weight")
    _ = try trainer.run()
    let losses = trainer.results.rows.map(\.trainingLoss)
    // A token table of small random numbers that stays as it is keeps all logits small.
    let last = losses.suffix(6).reduce(0, +) / 6
    #expect(last < losses[0] - 0.2, "\(losses[0]) to \(last)")
    #expect(trainer.model.values(of: "transformer.wte.weight") == table)
    #expect(trainer.trainedParameters == 4 * 2 * (32 + 96 + 32 + 32 + 32 + 128 + 128 + 32))
  }

  @Test func whatIsPublishedIsTheAdapterOfTheBestEvaluation() throws {
    var fixture = fixture()
    fixture.settings.keepsBest = true
    fixture.settings.epochs = 8
    let folder = try TemporaryFolder()
    let base = folder.url.appending(path: "base").path
    try fixture.model().save(to: base)
    let store = CheckpointStore(folder: folder.url.appending(path: "checkpoints").path)
    let trainer = try Trainer(
      model: fixture.model(), baseFolder: base, job: fixture.job, examples: fixture.examples,
      validation: fixture.validation, checkpoints: store)
    _ = try trainer.run()
    let best = try #require(trainer.state.bestStep)
    let loss = try #require(trainer.results.rows.first { $0.step == best }?.validation?.loss)

    let adapter = folder.url.appending(path: "adapter").path
    try trainer.publish(to: adapter)
    #expect(
      try folder.names.contains("adapter")
        && !FileManager.default.fileExists(atPath: adapter + "/model.safetensors"))
    let again = try Evaluator(promptLossWeight: fixture.settings.promptLossWeight)
      .evaluate(GPT2Model(directory: adapter), on: fixture.validation)
    #expect(abs(try #require(again.loss) - loss) < 1e-6)
  }

  @Test func anAdapterHasTenTimesTheRateOfAllWeights() {
    let defaults = TrainingDefaults(exampleCount: 100, startsFromRandom: false, width: 768)
    var request = Hyperparameters()
    let all = defaults.resolve(request).learningRate
    request.lowRank = LowRankSettings(rank: 8)
    #expect(abs(defaults.resolve(request).learningRate - 10 * all) < 1e-9)
    #expect(defaults.resolve(request).lowRank?.alpha == 16)
  }

  @Test func itNeedsLessMemoryAndTime() {
    var settings = TrainingSettings.plain
    let configuration = GPT2Configuration()
    let parameters = ParameterLayout(configuration).parameterCount
    let example = TrainingExample(
      prompt: Array(repeating: 1, count: 59), completion: Array(repeating: 1, count: 1))
    func forecasts() -> (memory: Int, seconds: Double) {
      let memory = MemoryForecast(
        configuration: configuration, parameters: parameters, examples: [example],
        settings: settings)
      let time = TimeForecast(
        configuration: configuration, parameters: parameters, examples: [example],
        settings: settings)
      return (memory.stateBytes, time.seconds(productSpeed: 2e11, optimizerSpeed: 5e8))
    }
    let all = forecasts()
    settings.lowRank = LowRankSettings(rank: 8)
    let adapter = forecasts()
    // The weights, and a copy of those that change: 85 of 124 million.
    #expect(adapter.memory < all.memory / 2 && adapter.memory > 4 * parameters)
    #expect(adapter.seconds < 0.7 * all.seconds)
  }
}
