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

  /// The weights that the adapter is merged into move; nothing else does.
  @Test func theAdapterMovesWhileTheModelStays() throws {
    let trainer = try fixture().trainer(in: nil)
    let stay = ["wte.weight", "wpe.weight", "ln_f.weight", "h.1.ln_1.bias", "h.0.mlp.c_fc.bias"]
    let move = ["h.0.attn.c_attn.weight", "h.0.attn.c_proj.weight", "h.1.mlp.c_fc.weight"]
    func values(_ names: [String]) -> [[Float]?] {
      names.map { trainer.model.values(of: "transformer.\($0)") }
    }
    let (stayed, moved) = (values(stay), values(move))
    #expect(!stayed.contains(nil) && !moved.contains(nil))
    _ = try trainer.run()
    #expect(values(stay) == stayed)
    for (before, after) in zip(moved, values(move)) { #expect(before != after) }
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
