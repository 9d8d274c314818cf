// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@testable import ServiceStore

@Suite struct EventRecordTests {
  @Test func anEventIsInformationUnlessItSaysOtherwise() {
    let event = EventRecord(jobID: "ft-1", createdAt: 7, message: "Job started")
    #expect(event.level == "info" && event.id == nil && event.jobID == "ft-1")
    #expect(
      event.json == [
        "object": "fine-tune-event", "created_at": 7, "level": "info", "message": "Job started",
      ])
  }

  /// The newer routes shorten one level and number the events.
  @Test(arguments: [("info", "info"), ("warning", "warn"), ("error", "error")])
  func levelsOfTheNewerRoutes(level: String, shown: String) {
    var event = EventRecord(jobID: "ft-1", createdAt: 7, level: level, message: "m")
    #expect(event.fineTuningJSON["id"] == "ftevent-0")
    event.id = 12
    #expect(
      event.fineTuningJSON == [
        "object": "fine_tuning.job.event", "id": "ftevent-12", "created_at": 7,
        "level": .string(shown), "message": "m", "data": nil, "type": "message",
      ])
    #expect(event.json["level"] == .string(level))
  }
}
