// SPDX-License-Identifier: Apache-2.0

import JSON
import LanguageModel
import Testing
import Training

/// Ten steps with decay groups, clipping and a schedule, against Hugging Face's.
@Suite struct TrainerGoldenTests {
  @Test(arguments: 0..<3, [64, 1])
  func lossesNormsAndRatesAreHuggingFaces(run: Int, microBatchSize: Int) throws {
    let golden = try GoldenRuns()
    let expected = golden.runs[run]
    var settings = try Self.settings(expected)
    settings.microBatchSize = min(microBatchSize, settings.batchSize)
    let trainer = try Trainer(
      model: try GPT2Model(directory: GoldenRuns.modelFolder),
      job: JobIdentity(base: "tiny", settings: settings, trainingData: "", validationData: nil),
      examples: golden.examples)
    var records: [StepRecord] = []
    var hooks = TrainingHooks()
    hooks.observe = { event in if case .step(let record) = event { records.append(record) } }
    #expect(try trainer.run(hooks) == .finished)

    let losses = expected.numbers("losses")
    let norms = expected.numbers("grad_norms")
    let rates = expected.numbers("learning_rates")
    #expect(records.count == 10 && losses.count == 10)
    for (index, record) in records.enumerated() {
      #expect(abs(record.loss - losses[index]) < 1e-4 * losses[index], "step \(index)")
      #expect(abs(record.gradientNorm - norms[index]) < 1e-3 * norms[index], "step \(index)")
      #expect(abs(record.learningRate - rates[index]) < 1e-12, "step \(index)")
    }
  }

  private static func settings(_ golden: JSONValue) throws -> TrainingSettings {
    func number(_ key: String) throws -> Double { try #require(golden[key]?.double) }
    var settings = TrainingSettings.plain
    settings.epochs = 10
    settings.maximumSteps = 10
    settings.shuffles = false
    settings.batchSize = Int(try number("batch_size"))
    settings.warmupSteps = Int(try number("warmup_steps"))
    settings.learningRate = try number("learning_rate")
    settings.weightDecay = try number("weight_decay")
    settings.gradientClip = try number("clip")
    settings.promptLossWeight = try number("prompt_loss_weight")
    let schedule = try #require(golden["schedule"]?.string)
    settings.schedule = try #require(LearningRateSchedule.Shape(rawValue: schedule))
    return settings
  }
}
