// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import JSON
import ServiceStore
import Testing

@testable import Service

@Suite struct ProgressRoutesTests {
  private let service: TestService
  private let job: JobRecord

  init() async throws {
    service = try TestService()
    job = try await service.store.enqueue(
      JobRecord(
        id: Identifier.mint(.fineTune), model: "ada", createdAt: 7, settings: JobSettings(),
        organization: "x", trainingFile: "file-t", validationFile: nil))
  }

  private func steps() async throws -> [JSONValue] {
    let reply = try await service.send(.get, "/assay/jobs/\(job.id)/progress")
    #expect(reply.json["id"]?.string == job.id)
    return reply.json["steps"]?.array ?? []
  }

  private func write(steps count: Int) throws {
    let folder = service.store.folder.job(job.id)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lines = (1...count).map { "{\"step\":\($0),\"loss\":0.5}\n" }.joined()
    try Data("\(lines){\"step\":".utf8).write(to: URL(filePath: JobFolder(path: folder).steps))
  }

  @Test func aRunningJobShowsItsSteps() async throws {
    #expect(try await steps().isEmpty)
    try write(steps: 3)
    #expect(
      try await steps() == (1...3).map { ["step": .integer($0), "training_loss": 0.5] })
  }

  @Test func longRunsAreThinned() async throws {
    try write(steps: 1199)
    #expect(try await steps().count == 1199)
    try write(steps: 1801)
    let shown = try await steps()
    #expect(shown.count == 601)
    #expect(shown[1]["step"] == 4 && shown.last?["step"] == 1801)
  }

  @Test func aFinishedJobShowsItsTable() async throws {
    let file = FileRecord(
      id: Identifier.mint(.file), purpose: "fine-tune-results", filename: "r.csv", bytes: 1,
      createdAt: 7, organization: "acme")
    let upload = service.store.folder.upload(file.id)
    try Data("step,training_loss,validation_loss\n1,0.5,\n2,0.25,0.75\n".utf8)
      .write(to: URL(filePath: upload))
    try await service.store.add(file, from: upload)
    try await service.store.change(job.id, from: [.pending]) { $0.resultFile = file.id }
    #expect(
      try await steps() == [
        ["step": 1.0, "training_loss": 0.5],
        ["step": 2.0, "training_loss": 0.25, "validation_loss": 0.75],
      ])
    try await service.store.deleteFile(file.id)
    #expect(try await steps().isEmpty)
  }

  @Test func aJobThatIsNotThereHasNoProgress() async throws {
    #expect(try await service.send(.get, "/assay/jobs/none/progress").status == 404)
  }
}
