// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Platform
import Testing
import Training
import Workflows

@testable import Service

@Suite struct StepFollowerTests {
  private func steps(_ follower: inout StepFollower) -> [Int] {
    follower.newSteps().compactMap { $0["step"]?.integer }
  }

  private func append(_ text: String, to folder: TemporaryFolder) throws {
    let old = (try? folder.text(of: "steps")) ?? ""
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.write(old, to: "steps")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  @Test func onlyWholeNewLinesAreTold() throws {
    let folder = try TemporaryFolder()
    var follower = StepFollower(path: folder.url.appending(path: "steps").path)
    #expect(steps(&follower) == [] && follower.lastStep == 0)
    try append("{\"step\":1}\n{\"step\":2}\n{\"st", to: folder)
    #expect(steps(&follower) == [1, 2])
    #expect(steps(&follower) == [])
    try append("ep\":3}\n", to: folder)
    #expect(steps(&follower) == [3] && follower.lastStep == 3)
  }

  /// A worker that goes on from a checkpoint writes the log anew.
  @Test func aLogThatIsWrittenAnewTellsWhatIsNew() throws {
    let folder = try TemporaryFolder()
    var follower = StepFollower(path: folder.url.appending(path: "steps").path)
    try append("{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n", to: folder)
    #expect(steps(&follower) == [1, 2, 3])
    try folder.write("{\"step\":1}\n{\"step\":2}\n", to: "other")
    try FileManager.default.removeItem(at: folder.url.appending(path: "steps"))
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "other"), to: folder.url.appending(path: "steps"))
    #expect(steps(&follower) == [])
    try append("{\"step\":3}\n{\"step\":4}\n", to: folder)
    #expect(steps(&follower) == [4])
  }

  @Test func linesThatAreNoStepsArePassedOver() throws {
    let folder = try TemporaryFolder()
    var follower = StepFollower(path: folder.url.appending(path: "steps").path)
    try append("nonsense\n{\"loss\":1}\n{\"step\":5}\n", to: folder)
    #expect(steps(&follower) == [5])
  }
}

@Suite struct JobFolderTests {
  @Test func theLastErrorIsTheReasonWithoutThePath() throws {
    let folder = try TemporaryFolder()
    let job = JobFolder(path: folder.url.path)
    #expect(job.lastError() == nil)
    try folder.write("warning\nlast line\n", to: "worker.log")
    #expect(job.lastError() == "last line")
    try folder.write(
      "error: first\nerror: \(folder.url.path)/run: full\nafter\n", to: "worker.log")
    #expect(job.lastError() == "error: run: full")
    try folder.write("error: \(String(repeating: "x", count: 2000))\n", to: "worker.log")
    #expect(job.lastError()?.count == 1000)
  }

  @Test func theRequestIsWrittenForTheWorker() throws {
    let folder = try TemporaryFolder()
    let job = JobFolder(path: folder.url.path)
    var request = TrainingRequest(trainingFile: "rows", model: "nano")
    request.hyperparameters.epochs = 2
    try job.write(request)
    let text = try folder.text(of: "request.json")
    let back: TrainingRequest = try JSONParser.parse(Array(text.utf8), file: "r")
      .decoded(file: "r")
    #expect(back == request)
  }
}
