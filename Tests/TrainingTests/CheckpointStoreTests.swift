// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import Platform
import Testing
import Training

@Suite struct CheckpointStoreTests {
  private func write(
    _ store: CheckpointStore, step: Int, best: Int? = nil, text: String = "weights"
  ) throws {
    var state = TrainingState()
    state.step = step
    state.bestStep = best
    try store.write(job: ["base": "nano"], state: state, results: ResultsTableTests.table()) {
      folder throws(AssayError) in
      try AtomicFile.write(text.utf8, to: "\(folder)/weights")
    }
  }

  @Test func theLastOneIsReadBackAndStandsAlone() throws {
    let folder = try TemporaryFolder()
    let store = CheckpointStore(folder: folder.url.appending(path: "a/b").path)
    #expect(try store.latest() == nil)
    try write(store, step: 9)
    try write(store, step: 10)
    let checkpoint = try #require(try store.latest())
    #expect(checkpoint.state.step == 10)
    #expect(checkpoint.job == ["base": "nano"])
    #expect(checkpoint.results.csv == ResultsTableTests.table().csv)
    #expect(try folder.text(of: "a/b/step-10/weights") == "weights")
    #expect(try Files.names(in: store.folder) == ["step-10"])
  }

  @Test func theBestStaysUntilACheckpointNamesAnother() throws {
    let folder = try TemporaryFolder()
    let store = CheckpointStore(folder: folder.url.path)
    for step in [3, 6] {
      try store.writeBest(step: step) { path throws(AssayError) in
        try AtomicFile.write("\(step)".utf8, to: "\(path)/weights")
      }
    }
    #expect(try folder.names == ["best-3", "best-6"])
    try write(store, step: 7, best: 6)
    #expect(try folder.names == ["best-6", "step-7"])
  }

  @Test func whatAKilledWriterLeftIsNoCheckpoint() throws {
    let folder = try TemporaryFolder()
    let store = CheckpointStore(folder: folder.url.path)
    try write(store, step: 3)
    let partial = folder.url.appending(path: "step-4.partial")
    try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
    try folder.write("half", to: "step-4.partial/weights")
    #expect(try store.latest()?.state.step == 3)
    try write(store, step: 4)
    #expect(try folder.names == ["step-4"])
    #expect(try Files.names(in: "\(folder.url.path)/step-4").contains("weights"))
  }

  @Test func aWriterThatFailsLeavesTheOlderOne() throws {
    let folder = try TemporaryFolder()
    let store = CheckpointStore(folder: folder.url.path)
    try write(store, step: 3)
    #expect(throws: AssayError("disk full")) {
      try store.write(job: nil, state: TrainingState(), results: ResultsTable()) {
        _ throws(AssayError) in throw AssayError("disk full")
      }
    }
    #expect(try folder.names == ["step-3"])
  }

  @Test func aDamagedStateIsNamed() throws {
    let folder = try TemporaryFolder()
    let store = CheckpointStore(folder: folder.url.path)
    try write(store, step: 3)
    try folder.write("{}", to: "step-3/state.json")
    let error = #expect(throws: AssayError.self) { try store.latest() }
    #expect(error?.location?.file.hasSuffix("step-3/state.json") == true)
  }
}
