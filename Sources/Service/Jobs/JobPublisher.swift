// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import ModelStore
import Platform
import ServiceStore
import Training
import Workflows

/// Turns what a finished worker left into a model and a results file of the store. It can be killed
/// at any point and run again.
struct JobPublisher: Sendable {
  let store: Store
  let configuration: ServiceConfiguration

  func publish(_ job: JobRecord, _ folder: JobFolder) async throws(AssayError) {
    let record = try Self.record(folder, store, job: job)
    let target = "\(store.folder.models)/\(job.id)"
    let results = try await publishResults(job, target, folder: folder)
    if !Files.exists(target) {
      try Files.rename(folder.run, to: target)
    }
    try await store.finish(job, results: results, record: record)
    Files.remove(folder.path)
  }

  /// In the run's folder or, when the last attempt got so far, in the model's.
  private static func record(
    _ folder: JobFolder, _ store: Store, job: JobRecord
  ) throws(AssayError) -> TrainingRecord {
    try TrainingRecord(
      folder: Files.exists(folder.record) ? folder.run : "\(store.folder.models)/\(job.id)")
  }

  private func publishResults(
    _ job: JobRecord, _ target: String, folder: JobFolder
  ) async throws(AssayError) -> FileRecord {
    if let id = job.resultFile, let file = try await store.file(id) { return file }
    let source = Files.exists(target) ? "\(target)/results.csv" : folder.results
    let bytes = try Files.read(source)
    let file = FileRecord(
      id: Identifier.mint(.file), purpose: "fine-tune-results", filename: "compiled_results.csv",
      bytes: bytes.count, createdAt: WallClock.now, organization: job.organization)
    let upload = store.folder.upload(file.id)
    try AtomicFile.write(bytes, to: upload)
    try await store.add(file, from: upload)
    try await store.change(job.id, from: [.running]) { $0.resultFile = file.id }
    return file
  }
}
