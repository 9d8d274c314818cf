// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import ServiceStore
import Testing
import Training
import Workflows

@testable import Service

@Suite struct JobRecordTests {
  static func job(_ settings: JobSettings = JobSettings()) -> JobRecord {
    JobRecord(
      id: Identifier.mint(.fineTune), model: "ada", createdAt: 5, settings: settings,
      organization: "personal", trainingFile: "file-1", validationFile: nil)
  }

  private static func old(_ job: JobRecord) -> JSONValue? {
    job.fineTune(training: [], validation: [], results: [])["hyperparams"]
  }

  private static func new(_ job: JobRecord) -> JSONValue? {
    job.fineTuningJob["hyperparameters"]
  }

  @Test func beforeTheRunWhatIsOpenIsNullOrAuto() {
    let job = Self.job()
    #expect(
      Self.old(job) == [
        "n_epochs": 4, "batch_size": nil, "learning_rate_multiplier": nil,
        "prompt_loss_weight": 0.01,
      ])
    #expect(
      Self.new(job) == [
        "n_epochs": "auto", "batch_size": "auto", "learning_rate_multiplier": "auto",
        "prompt_loss_weight": "auto",
      ])
    #expect(job.fineTuningJob["trained_tokens"] == .null)
    #expect(job.fineTuningJob["seed"] == 42)
  }

  @Test func whatWasAskedForIsShownAndWhatWasUsedReplacesIt() {
    var settings = JobSettings()
    settings.hyperparameters.epochs = 9
    settings.hyperparameters.seed = 3
    var job = Self.job(settings)
    #expect(Self.old(job)?["n_epochs"] == 9 && Self.new(job)?["n_epochs"] == 9)
    #expect(job.fineTuningJob["seed"] == 3)
    job.used.epochs = 2
    job.used.batchSize = 8
    job.used.learningRateMultiplier = 0.1
    job.used.promptLossWeight = 0
    job.trainedTokens = 77
    let used: JSONValue = [
      "n_epochs": 2, "batch_size": 8, "learning_rate_multiplier": 0.1, "prompt_loss_weight": 0.0,
    ]
    #expect(Self.old(job) == used && Self.new(job) == used)
    #expect(job.fineTuningJob["trained_tokens"] == 77)
  }

  @Test func figuresOfAClassifierAreToldWhereTheyWereWanted() {
    var settings = JobSettings()
    settings.classification = ClassificationRequest()
    settings.classification?.positiveClass = " yes"
    let shown = Self.old(Self.job(settings))
    #expect(shown?["compute_classification_metrics"] == true)
    #expect(shown?["classification_positive_class"] == " yes")
    #expect(shown?["classification_n_classes"] == .null)
    #expect(shown?["classification_betas"] == [1.0])
  }

  @Test func theWorkerGetsASeedAndAWeightOfPromptsInAnyCase() {
    var settings = JobSettings()
    let usual = Self.job(settings).workerHyperparameters
    #expect(usual.seed == 42 && usual.promptLossWeight == 0.01 && usual.epochs == nil)
    settings.hyperparameters.seed = 1
    settings.hyperparameters.promptLossWeight = 0
    let asked = Self.job(settings).workerHyperparameters
    #expect(asked.seed == 1 && asked.promptLossWeight == 0)
  }

  @Test func theDatabaseKeepsItAsItIs() async throws {
    let folder = try TemporaryFolder()
    let store = try Store(folder: try DataFolder(path: folder.url.appending(path: "d").path))
    var settings = JobSettings()
    settings.hyperparameters.learningRateMultiplier = 2
    settings.classification = ClassificationRequest()
    var job = Self.job(settings)
    job.used.epochs = 3
    job = try await store.enqueue(job)
    #expect(try await store.job(job.id) == job)
  }
}
