// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import Testing
import Training
import Workflows

@testable import ServiceStore

@Suite struct StoreTests {
  private let place: TemporaryFolder
  private let store: Store

  init() throws {
    place = try TemporaryFolder()
    store = try Store(folder: try DataFolder(path: place.url.appending(path: "data").path))
  }

  private func addFile(purpose: String = "fine-tune") async throws -> FileRecord {
    let record = FileRecord(
      id: Identifier.mint(.file), purpose: purpose, filename: "a.jsonl", bytes: 3, createdAt: 7,
      organization: "acme")
    let upload = store.folder.upload(record.id)
    try Data("abc".utf8).write(to: URL(filePath: upload))
    try await store.add(record, from: upload)
    return record
  }

  private func enqueue(training: String = "file-1", validation: String? = nil) async throws
    -> JobRecord
  {
    try await store.enqueue(
      JobRecord(
        id: Identifier.mint(.fineTune), model: "ada", createdAt: 7, settings: JobSettings(),
        organization: "acme", trainingFile: training, validationFile: validation))
  }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  @Test func filesComeAndGoWithTheirContent() async throws {
    let first = try await addFile()
    let second = try await addFile(purpose: "dataset")
    #expect(try await store.files() == [first, second])
    #expect(try await store.files(purpose: "dataset") == [second])
    #expect(try await store.files(purpose: "none").isEmpty)
    #expect(try await store.file(first.id) == first)
    #expect(try await store.files([second.id, "gone", first.id]) == [second, first])
    #expect(!exists(store.folder.upload(first.id)))
    #expect(exists(store.folder.path(of: first)))
    #expect(try await store.deleteFile(first.id))
    #expect(!exists(store.folder.path(of: first)))
    #expect(try await !store.deleteFile(first.id))
    #expect(try await store.files() == [second])
  }

  @Test func onlyIdentifiersAreLookedUp() async throws {
    for name in ["", "../assay.sqlite", "/etc/passwd", "file-short"] {
      #expect(try await store.file(name) == nil)
      #expect(try await !store.deleteFile(name))
    }
  }

  @Test func aFileThatCannotBeKeptLeavesNothing() async throws {
    let record = try await addFile()
    let upload = store.folder.upload(record.id)
    await #expect(throws: AssayError.self) { try await store.add(record, from: upload) }
    // The same name a second time is refused by the database, and takes the content along.
    try Data("new".utf8).write(to: URL(filePath: upload))
    await #expect(throws: AssayError.self) { try await store.add(record, from: upload) }
    #expect(!exists(upload))
    #expect(!exists(store.folder.path(of: record)))
  }

  @Test("Row 28: a queue tells of its places") func aQueueTellsOfItsPlaces() async throws {
    let first = try await enqueue()
    let second = try await enqueue()
    #expect(first.toldPosition == 0 && second.toldPosition == 1)
    #expect(first.status == .pending && first.attempts == 0 && first.updatedAt == 7)
    #expect(
      try await store.events(of: second.id).map(\.message) == [
        "Created fine-tune: \(second.id)", "Fine-tune costs $0.00",
        "Fine-tune enqueued. Queue number: 1",
      ])
    try await store.change(first.id, from: [.pending]) { $0.status = .running }
    #expect(try await enqueue().toldPosition == 2)
    #expect(try await store.runningJobs().map(\.id) == [first.id])
    #expect(try await store.pendingJobs().count == 2)
    try await store.change(first.id, from: [.running]) { $0.status = .succeeded }
    #expect(try await enqueue().toldPosition == 2)
    #expect(try await store.jobs().count == 4)
  }

  @Test func aJobChangesOnlyFromWhereItIsExpected() async throws {
    let job = try await enqueue()
    #expect(try await store.change("ft-none", from: [.pending]) { $0.failure = "x" } == nil)
    #expect(try await store.change(job.id, from: [.running]) { $0.failure = "x" } == nil)
    let cancelled = try await store.change(
      job.id, from: [.pending, .running], events: ["One", "Two"], level: "warning"
    ) { $0.status = .cancelled }
    #expect(cancelled?.status == .cancelled)
    #expect(cancelled?.finishedAt == cancelled?.updatedAt)
    #expect(cancelled?.updatedAt ?? 0 > 7)
    let events = try await store.events(of: job.id).suffix(2)
    #expect(events.map(\.message) == ["One", "Two"])
    #expect(events.map(\.level) == ["warning", "warning"])
    #expect(try await store.change(job.id, from: [.pending]) { $0.status = .running } == nil)
    #expect(try await store.job(job.id) == cancelled)
  }

  @Test func theEndOfAJobIsKept() async throws {
    let job = try await enqueue()
    try await store.change(job.id, from: [.pending]) {
      $0.status = .failed
      $0.finishedAt = 99
    }
    #expect(try await store.job(job.id)?.finishedAt == 99)
    let running = try await enqueue()
    try await store.change(running.id, from: [.pending]) { $0.status = .running }
    #expect(try await store.job(running.id)?.finishedAt == nil)
  }

  /// What a run says of itself.
  private static let record = #"""
    {"format": 1, "assay": "0.0.1", "created": "then", "command": ["assay"], "base": "nano",
     "parameters": 10, "task": "generation", "prompt_column": "prompt",
     "completion_column": "completion",
     "data": {"training": {"path": "p", "examples": 1, "tokens": 5, "fingerprint": "f",
       "truncated_rows": 0, "dropped_rows": 0, "unpredictable_rows": 0}},
     "settings": {"epochs": 4},
     "figures": {"steps": 4, "epochs": 4, "elapsed_tokens": 20, "elapsed_examples": 4,
       "seconds": 0.5, "stopped_early": false}}
    """#

  @Test func aJobEndsWithItsModel() async throws {
    let record = try JSONDecoder().decode(TrainingRecord.self, from: Data(Self.record.utf8))
    let results = try await addFile(purpose: "fine-tune-results")
    let waiting = try await enqueue()
    // A job that does not run ends otherwise.
    try await store.finish(waiting, results: results, record: record)
    #expect(try await store.models().isEmpty)
    #expect(try await store.job(waiting.id) == waiting)
    for _ in 0..<2 {
      let job = try await enqueue()
      try await store.change(job.id, from: [.pending]) { $0.status = .running }
      try await store.finish(job, results: results, record: record)
      let ended = try #require(try await store.job(job.id))
      #expect(ended.status == .succeeded && ended.resultFile == results.id)
      #expect(ended.trainedTokens == 20 && ended.used == record.settings)
      #expect(ended.finishedAt == ended.updatedAt && ended.updatedAt > 7)
      let model = try #require(try await store.model(ended.fineTunedModel ?? ""))
      #expect(model.base == "ada" && model.owner == "acme")
      #expect(model.folder == job.id && model.jobID == job.id)
      #expect(
        try await store.events(of: job.id).suffix(3).map(\.message) == [
          "Uploaded model: \(model.id)", "Uploaded result file: \(results.id)",
          "Fine-tune succeeded",
        ])
    }
    // Also two of one second.
    #expect(try await store.models().count == 2)
  }

  @Test("Row 29: events follow one another") func eventsFollowOneAnother() async throws {
    let job = try await enqueue()
    let other = try await enqueue()
    try await store.tell(job.id, "Hello", level: "error")
    try await store.tell("ft-none", "Nobody")
    let events = try await store.events(of: job.id)
    #expect(events.count == 4 && events[3].message == "Hello" && events[3].level == "error")
    #expect(try await store.events(of: job.id, after: events[2].id ?? 0) == [events[3]])
    #expect(try await store.events(of: job.id, after: events[3].id ?? 0).isEmpty)
    #expect(try await store.deleteJob(job.id))
    #expect(try await store.events(of: job.id).isEmpty)
    #expect(try await !store.deleteJob(job.id))
    #expect(try await store.events(of: other.id).count == 3)
  }

  @Test func filesOfUnfinishedJobsAreInUse() async throws {
    let job = try await enqueue(training: "file-t", validation: "file-v")
    for status in JobStatus.allCases {
      try await store.change(job.id, from: Set(JobStatus.allCases)) { $0.status = status }
      for file in ["file-t", "file-v"] {
        #expect(
          try await store.isInUse(file: file) == (status == .pending || status == .running))
      }
      #expect(try await !store.isInUse(file: "file-other"))
    }
  }

  @Test func modelsComeAndGo() async throws {
    let model = FineTunedModel(
      id: "ada:ft-x", base: "ada", folder: "ft-1", jobID: "ft-1", createdAt: 7, owner: "acme")
    try await store.write { try model.insert($0) }
    #expect(try await store.models() == [model])
    #expect(try await store.model("ada:ft-x") == model)
    #expect(try await store.deleteModel("ada:ft-x") == model)
    #expect(try await store.deleteModel("ada:ft-x") == nil)
    #expect(try await store.model("ada:ft-x") == nil)
  }

  @Test func twoThatHaveItOpenSeeTheSame() async throws {
    let other = try Store(folder: store.folder)
    let job = try await enqueue()
    #expect(try await other.job(job.id) == job)
    try await other.change(job.id, from: [.pending]) { $0.status = .running }
    #expect(try await store.job(job.id)?.status == .running)
  }

  @Test func aBrokenDatabaseSaysWhatToDo() throws {
    let folder = try DataFolder(path: place.url.appending(path: "broken").path)
    try Data(repeating: 0x61, count: 8192).write(to: URL(filePath: folder.database))
    let error = #expect(throws: AssayError.self) { try Store(folder: folder) }
    #expect(error?.message.hasPrefix("the store failed: ") == true)
    #expect(error?.location?.file == folder.database)
  }

  @Test func statusesHaveTwoNames() {
    #expect(JobStatus.allCases.filter(\.isFinal) == [.succeeded, .failed, .cancelled])
    #expect(JobStatus.pending.fineTuningName == "queued")
    #expect(JobStatus.running.fineTuningName == "running")
  }
}
