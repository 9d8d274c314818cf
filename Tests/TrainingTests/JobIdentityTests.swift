// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing
import Training

@Suite struct JobIdentityTests {
  @Test func theSameJobPassesAlsoThroughText() throws {
    let job = TrainingFixture().job
    let text = job.json.text(indented: true)
    try job.check(against: JSONParser.parse(Array(text.utf8), file: "state.json"), at: "run")
  }

  @Test func whatDiffersIsNamed() throws {
    let stored = TrainingFixture().job.json
    var fixture = TrainingFixture()
    let (rate, seed) = (fixture.settings.learningRate, fixture.settings.seed)
    fixture.settings.seed = 7
    fixture.settings.learningRate = 1
    fixture.settings.checkpointSteps = 100
    var job = fixture.job
    job.trainingData = "other"
    let error = #expect(throws: AssayError.self) { try job.check(against: stored, at: "run") }
    #expect(
      error?.message
        == "the run in this folder is another one: the training rows are others, learning_rate is 1.0 and"
        + " was \(rate), seed is 7 and was \(seed)")
  }

  /// What changes no figure, or follows from another setting, may differ.
  @Test func someSettingsMayChangeBetweenSessions() throws {
    let stored = TrainingFixture().job.json
    var fixture = TrainingFixture()
    fixture.settings.checkpointSteps = 100
    fixture.settings.learningRateMultiplier = 4
    try fixture.job.check(against: stored, at: "run")
  }

  /// A checkpoint of a version that did not know a setting yet.
  @Test func aSettingThatIsMissingWasNotSet() throws {
    let job = TrainingFixture().job
    var settings = try #require(job.json["settings"]?.object)
    settings["lora_rank"] = nil
    settings["learning_rate_multiplier"] = nil
    var stored = try #require(job.json.object)
    stored["settings"] = .object(settings)
    try job.check(against: .object(stored), at: "run")
    settings["seed"] = nil
    stored["settings"] = .object(settings)
    #expect(throws: AssayError.self) { try job.check(against: .object(stored), at: "run") }
  }
}
