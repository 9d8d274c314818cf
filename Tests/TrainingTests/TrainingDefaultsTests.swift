// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing
import Training

@Suite struct TrainingDefaultsTests {
  private func fineTune(_ count: Int, _ request: Hyperparameters = .init()) -> TrainingSettings {
    TrainingDefaults(exampleCount: count, startsFromRandom: false, width: 768).resolve(request)
  }

  @Test(
    "Row 38: batches are a fifth of a percent",
    arguments: [
      (1, 1), (500, 1), (749, 1), (750, 2), (9003, 18), (128_000, 256), (1_000_000, 256),
    ])
  func batchesAreAFifthOfAPercent(count: Int, batchSize: Int) {
    #expect(fineTune(count).batchSize == batchSize)
  }

  @Test func theRateGrowsWithTheBatch() {
    #expect(fineTune(500).learningRate == 3e-5)
    #expect(fineTune(10_000).learningRate == 6e-5)
    #expect(fineTune(100_000).learningRate == 1.2e-4)
    var request = Hyperparameters()
    request.learningRateMultiplier = 0.5
    #expect(fineTune(500, request).learningRate == 3e-4)
    request.learningRateMultiplier = nil
    request.learningRate = 1e-5
    #expect(fineTune(500, request).learningRate == 1e-5)
  }

  @Test func theServicesDefaultsHold() {
    let settings = fineTune(5000)
    #expect(settings.epochs == 4)
    #expect(settings.promptLossWeight == 0.01)
    #expect(settings.gradientClip == 1)
    #expect(settings.totalSteps(examples: 5000) == 2000)
  }

  @Test func whatTheUserGaveStands() {
    var request = Hyperparameters()
    request.epochs = 2
    request.batchSize = 7
    request.promptLossWeight = 0
    request.patience = 3
    request.maximumSteps = 5
    let settings = fineTune(100, request)
    #expect(settings.epochs == 2)
    #expect(settings.batchSize == 7)
    #expect(settings.microBatchSize == 7)
    #expect(settings.promptLossWeight == 0)
    #expect(settings.keepsBest)
    #expect(settings.totalSteps(examples: 100) == 5)
  }

  @Test(
    "Row 89: a random start sees small files more often",
    arguments: [(20, 4, 16), (900, 28, 16), (4000, 64, 16), (10_003, 64, 12), (100_000, 64, 8)])
  func aRandomStartSeesSmallFilesMoreOften(count: Int, batchSize: Int, epochs: Int) {
    let settings = TrainingDefaults(exampleCount: count, startsFromRandom: true, width: 128)
      .resolve(Hyperparameters())
    #expect(settings.batchSize == batchSize)
    #expect(settings.epochs == epochs)
    #expect(settings.warmupSteps == settings.totalSteps(examples: count) / 20)
    #expect(settings.promptLossWeight == 0)
  }

  @Test func theMultiplierIsToldWhoeverChoseIt() {
    var asked = Hyperparameters()
    #expect(fineTune(500).learningRateMultiplier == 0.05)
    #expect(fineTune(100_000).learningRateMultiplier == 0.2)
    asked.learningRateMultiplier = 0.7
    #expect(fineTune(500, asked).learningRateMultiplier == 0.7)
    asked.learningRateMultiplier = nil
    asked.learningRate = 3e-4
    #expect(fineTune(500, asked).learningRateMultiplier == 0.5)
    let random = TrainingDefaults(exampleCount: 500, startsFromRandom: true, width: 128)
    #expect(random.resolve(Hyperparameters()).learningRateMultiplier == 0.2)
  }

  /// Rows 37 to 39: 4 epochs, 0.2 % of the rows, and the multiplier by the batch, for random weights too
  /// where the API asks; and a multiplier means a rate from which they learn.
  @Test(arguments: [
    (100, 1, 0.05, 3.75e-4), (749, 1, 0.05, 3.75e-4), (9003, 18, 0.1, 7.5e-4),
    (50_000, 100, 0.2, 1.5e-3),
  ])
  func theServicesNumbersHoldForRandomWeights(
    count: Int, batchSize: Int, multiplier: Double, rate: Double
  ) {
    let settings = TrainingDefaults(
      exampleCount: count, startsFromRandom: true, width: 128, followsService: true
    ).resolve(Hyperparameters())
    #expect(settings.epochs == 4 && settings.batchSize == batchSize)
    #expect(settings.learningRateMultiplier == multiplier && settings.learningRate == rate)
    // What is no number of the service is as random weights need it.
    #expect(settings.warmupSteps == settings.totalSteps(examples: count) / 20)
    var asked = Hyperparameters()
    asked.learningRateMultiplier = 0.1
    let random = TrainingDefaults(exampleCount: count, startsFromRandom: true, width: 128)
    #expect(random.resolve(asked).learningRate == 7.5e-4)
  }

  /// Rows 37 to 39: what stands behind ada, babbage, curie and davinci, and models of others; each has
  /// the documented numbers, and a rate that belongs to its width.
  @Test(arguments: [
    (128, true), (256, true), (768, false), (1024, false), (1280, false), (1600, false),
    (96, false),
  ])
  func everyBaseHasTheDocumentedDefaults(width: Int, startsFromRandom: Bool) {
    var asked = Hyperparameters()
    // What a job tells its worker where nobody asked for anything.
    asked.promptLossWeight = TrainingSettings().promptLossWeight
    for (count, batchSize, multiplier) in [
      (1, 1, 0.05), (7_749, 15, 0.05), (7_750, 16, 0.1), (31_749, 63, 0.1), (31_750, 64, 0.2),
      (10_000_000, 256, 0.2),
    ] {
      let defaults = TrainingDefaults(
        exampleCount: count, startsFromRandom: startsFromRandom, width: width,
        followsService: true)
      let settings = defaults.resolve(asked)
      #expect(settings.epochs == 4 && settings.batchSize == batchSize, "\(count)")
      #expect(settings.learningRateMultiplier == multiplier, "\(count)")
      #expect(settings.promptLossWeight == 0.01)
      let rate = multiplier * defaults.baseLearningRate
      #expect(abs(settings.learningRate - rate) < 1e-12, "\(count)")
    }
  }

  @Test func partsOfAnAdapterFollowItsRank() {
    var asked = Hyperparameters()
    #expect(fineTune(500).adapterAlpha == nil && fineTune(500).adapterTargets == nil)
    asked.adapterRank = 3
    let settings = fineTune(500, asked)
    #expect(settings.adapterAlpha == 6)
    #expect(settings.json["lora_targets"] == "c_attn,c_proj,c_fc")
    #expect(settings.json["lora_alpha"] == .number(6))
  }

  @Test func evaluationsFollowEpochsUnlessStepsAreGiven() {
    var asked = Hyperparameters()
    #expect(fineTune(500).evaluationEpochs == 1)
    #expect(fineTune(500).json["eval_steps"] == .null)
    asked.evaluationSteps = 7
    #expect(fineTune(500, asked).evaluationEpochs == nil)
    #expect(fineTune(500, asked).json["eval_epochs"] == .null)
  }

  @Test func aClassificationHeadLearnsNoPrompts() {
    var asked = Hyperparameters()
    asked.objective = .classification
    #expect(fineTune(500, asked).promptLossWeight == 0)
  }
}
