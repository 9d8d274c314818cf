// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing
import Training

@Suite struct LearningRateScheduleTests {
  @Test func ratesAreHuggingFaces() throws {
    let schedules = try GoldenRuns().schedules
    #expect(schedules.count == 6)
    for golden in schedules {
      let name = try #require(golden["name"]?.string)
      let schedule = LearningRateSchedule(
        shape: name.hasPrefix("constant")
          ? .constant : try #require(LearningRateSchedule.Shape(rawValue: name)),
        peak: try #require(golden["peak"]?.double),
        warmupSteps: try #require(golden["warmup_steps"]?.integer),
        totalSteps: try #require(golden["total_steps"]?.integer))
      let rates = golden.numbers("rates")
      #expect(rates.count == schedule.totalSteps)
      for (step, rate) in rates.enumerated() {
        #expect(abs(schedule.rate(afterSteps: step) - rate) < 1e-15, "\(name) at \(step)")
      }
    }
  }
}
