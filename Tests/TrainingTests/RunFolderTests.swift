// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing
import Training

@Suite struct RunFolderTests {
  private let folder: TemporaryFolder
  private var path: String { folder.url.appending(path: "run").path }

  init() throws { folder = try TemporaryFolder() }

  private func fill(_ names: [String]) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in names { try folder.write("x", to: "run/\(name)") }
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test func aFolderWithSomethingInItIsRefused() throws {
    try fill(["notes.txt"])
    #expect(throws: AssayError.self) { try RunFolder(path: path, policy: .refuse) }
    #expect(try names() == ["notes.txt"])
    let resumed = try RunFolder(path: path, policy: .resume)
    #expect(!resumed.isComplete)
  }

  @Test func startingAnewTakesOnlyWhatRunsLeave() throws {
    try fill(["notes.txt", "assay.json", "model.safetensors", "adapter_config.json"])
    let run = try RunFolder(path: path, policy: .overwrite)
    #expect(!run.isComplete)
    #expect(try names().filter { $0 != ".lock" } == ["notes.txt"])
  }

  @Test func aRecordMakesItComplete() throws {
    try fill(["assay.json"])
    #expect(try RunFolder(path: path, policy: .resume).isComplete)
  }

  @Test func oneRunAtATime() throws {
    let first = try RunFolder(path: path, policy: .refuse)
    let error = #expect(throws: AssayError.self) { try RunFolder(path: path, policy: .resume) }
    #expect(error?.message.contains("another run is at work") == true)
    withExtendedLifetime(first) {}
  }

  @Test func theLockGoesWithTheRun() throws {
    do { _ = try RunFolder(path: path, policy: .refuse) }
    #expect(try names().isEmpty)
    let again = try RunFolder(path: path, policy: .refuse)
    again.removeIfEmpty()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aFolderWithCheckpointsIsNotRemoved() throws {
    let run = try RunFolder(path: path, policy: .refuse)
    try FileManager.default.createDirectory(
      atPath: run.checkpoints.folder, withIntermediateDirectories: true)
    run.removeIfEmpty()
    #expect(try names() == ["checkpoints"])
  }
}
