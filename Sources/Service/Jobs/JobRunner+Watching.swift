// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Platform
import ServiceStore
import Training

/// What is seen of a job's worker, and what the job is told of it.
extension JobRunner {
  /// How often a job is tried again that kills its worker without getting on.
  private static let maximumAttempts = 3

  func watch(_ running: Current) async throws(AssayError) {
    guard let job = try await store.job(running.jobID), job.status == .running else {
      await stopWorker(with: SIGKILL)
      Files.remove(running.folder.path)
      return
    }
    try await tellProgress()
    guard let ending = running.worker.ending() else { return }
    try await tellProgress()
    let reached = current?.steps.lastStep ?? 0
    current = nil
    log("jobs: \(job.id) worker ended: \(ending)")
    switch ending {
    case .exited(0):
      try await JobPublisher(store: store, configuration: configuration)
        .publish(job, running.folder)
    case .exited(let status):
      try await fail(job.id, running.folder.lastError() ?? "The worker ended with status \(status)")
    case .killed(let signal):
      try await retry(job, signal: signal, hasProgress: reached > running.firstStep)
    }
  }

  /// Adds an event for each epoch that was finished since the last look.
  private func tellProgress() async throws(AssayError) {
    guard var running = current, let job = try await store.job(running.jobID) else { return }
    try await tellAdvice(job, running.folder)
    let steps = running.steps.newSteps()
    current = running
    // Before any epoch is told, since what was chosen stands before the first step.
    try await keepChoices(job, running.folder)
    var told = job.toldEpochs
    for step in steps {
      guard let epoch = step["epoch"]?.double.map({ Int($0) }), epoch > told,
        let epochs = step["epochs"]?.integer
      else { continue }
      told = epoch
      try await store.change(
        job.id, from: [.running], events: ["Completed epoch \(epoch)/\(epochs)"]
      ) { $0.toldEpochs = epoch }
    }
  }

  /// Adds an event for each line that the worker advises. One that began anew advises the same again.
  private func tellAdvice(_ job: JobRecord, _ folder: JobFolder) async throws(AssayError) {
    guard Files.exists(folder.advice) else { return }
    let advice = String(decoding: try Files.read(folder.advice), as: UTF8.self)
    let told = try await store.events(of: job.id).map(\.message)
    for line in advice.split(separator: "\n").map(String.init) where !told.contains(line) {
      try await store.tell(job.id, line)
    }
    Files.remove(folder.advice)
  }

  /// Keeps what the worker chose where nobody asked for something: the job tells it from then on.
  private func keepChoices(_ job: JobRecord, _ folder: JobFolder) async throws(AssayError) {
    let file = folder.choices
    guard Files.exists(file) else { return }
    let chosen: Hyperparameters = try JSONParser.parse(Files.read(file), file: file)
      .decoded(file: file)
    try await store.change(job.id, from: [.running]) { $0.used = chosen }
    Files.remove(file)
  }

  /// A worker that was killed goes on from its checkpoint with the next look.
  private func retry(
    _ job: JobRecord, signal: Int32, hasProgress: Bool
  ) async throws(AssayError) {
    guard hasProgress || job.attempts < Self.maximumAttempts else {
      return try await fail(
        job.id, "The worker was killed by signal \(signal) \(job.attempts) times")
    }
    try await store.change(job.id, from: [.running]) { job in
      if hasProgress { job.attempts = 0 }
    }
  }

  func fail(_ id: String, _ reason: String) async throws(AssayError) {
    log("jobs: \(id) failed: \(reason)")
    try await store.change(
      id, from: [.running], events: ["Fine-tune failed. \(reason)"], level: "error"
    ) { job in
      job.status = .failed
      job.failure = reason
    }
  }

  /// Tells those who wait when they move up.
  func tellPositions() async throws(AssayError) {
    let ahead = try await store.runningJobs().count
    for (index, job) in try await store.pendingJobs().enumerated()
    where job.toldPosition != ahead + index {
      let position = ahead + index
      try await store.change(
        job.id, from: [.pending],
        events: ["Fine-tune is in the queue. Queue number: \(position)"]
      ) { $0.toldPosition = position }
    }
  }
}
