// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
package import ServiceStore
import Training
import Workflows

/// Works off the queue of a data folder: one worker process at a time, and one runner at a time
/// whatever the number of processes that would like to be it. All it knows is in the store, so that
/// another can go on where it was killed.
package actor JobRunner {
  /// A job whose worker runs.
  struct Current {
    let jobID: String
    let worker: WorkerProcess
    let folder: JobFolder
    var steps: StepFollower
    /// The last step before this worker started: a worker that gets no further has failed.
    let firstStep: Int
  }

  let store: Store
  let configuration: ServiceConfiguration
  let log: @Sendable (String) -> Void
  private var lock: FileLock?
  var current: Current?
  private static let pause = Duration.milliseconds(200)
  /// How long a runner for the moment waits for another to let go of the queue.
  private static let patience = Duration.seconds(3)
  private static let shortPause = Duration.milliseconds(50)
  /// A worker that was asked to stop is killed after so many short pauses.
  private static let politeWaits = 100

  package init(
    store: Store, configuration: ServiceConfiguration, log: @escaping @Sendable (String) -> Void
  ) {
    self.store = store
    self.configuration = configuration
    self.log = log
  }

  /// Works until the task is cancelled; a job that is under way is stopped with its state saved,
  /// and goes on with the next runner.
  /// - Parameter untilIdle: ends when nothing is left to do, or when another runner does it.
  package func run(untilIdle: Bool = false) async {
    let started = ContinuousClock.now
    while !Task.isCancelled {
      do throws(AssayError) {
        guard try await takeLock() else {
          // Another that was just about to end may not have seen the newest job.
          if untilIdle && started.duration(to: .now) > Self.patience { return }
          try? await Task.sleep(for: .seconds(1))
          continue
        }
        let isBusy = try await work()
        if untilIdle && !isBusy { return }
      } catch {
        // What was under way when the server stopped did not fail.
        guard !Task.isCancelled else { break }
        // A full disk now is no reason to give up the queue for good.
        log("jobs: \(error)")
        try? await Task.sleep(for: .seconds(2))
      }
      try? await Task.sleep(for: Self.pause)
    }
    await stopWorker()
  }

  /// One look at the worker and the queue; false when there is nothing to do.
  private func work() async throws(AssayError) -> Bool {
    if let current {
      try await watch(current)
    } else if let job = try await store.runningJobs().first {
      // Its runner died; what its worker saved is in the job's folder.
      try await start(job)
    } else if let job = try await store.pendingJobs().first {
      try await begin(job)
    } else {
      return false
    }
    try await tellPositions()
    return true
  }

  private func takeLock() async throws(AssayError) -> Bool {
    guard lock == nil else { return true }
    guard
      let taken = try FileLock(path: store.folder.queueLock, permissions: 0o600)
    else { return false }
    lock = taken
    for job in try await store.runningJobs() { endLeftover(job) }
    return true
  }

  /// A worker that outlived its runner is stopped: the next one goes on from its checkpoint. It is
  /// found by what it was told to do, since a runner may die before it can note whom it started.
  private func endLeftover(_ job: JobRecord) {
    let request = JobFolder(path: store.folder.job(job.id)).request
    for worker in WorkerProcess.all(reading: request) {
      worker.send(SIGKILL)
      while worker.isAlive { WallClock.sleep(.milliseconds(10)) }
    }
  }

  // MARK: Starting

  private func begin(_ job: JobRecord) async throws(AssayError) {
    let shape = try await randomShape(of: job.model)
    let notice = shape.map {
      "\(job.model) has no weights here: training from random weights of the shape \($0)"
    }
    let started = try await store.change(
      job.id, from: [.pending], events: [notice, "Fine-tune started"].compactMap { $0 }
    ) { job in
      job.status = .running
      job.settings.randomShape = shape
      job.startedAt = WallClock.now
    }
    if let started { try await start(started) }
  }

  /// The shape that a model's name stands for; nil where it has weights.
  private func randomShape(of model: String) async throws(AssayError) -> String? {
    let library = ModelLibrary(store: store, configuration: configuration)
    guard case .preset(let shape)? = try await library.source(of: model) else { return nil }
    return shape
  }

  private func start(_ job: JobRecord) async throws(AssayError) {
    let folder = JobFolder(path: store.folder.job(job.id))
    try? Files.createFolder(folder.path, permissions: 0o700)
    do throws(AssayError) {
      try folder.write(try await request(of: job, folder))
      let worker = try WorkerProcess(
        command: configuration.workerCommand + ["train", "--request", folder.request],
        output: folder.output)
      var steps = StepFollower(path: folder.steps)
      _ = steps.newSteps()
      current = Current(
        jobID: job.id, worker: worker, folder: folder, steps: steps, firstStep: steps.lastStep)
      log("jobs: \(job.id) has worker \(worker.id)")
      try await store.change(job.id, from: [.running]) { $0.attempts += 1 }
    } catch {
      try await fail(job.id, "\(error)")
    }
  }

  /// What the worker of a job is to do. It goes on where an earlier one was stopped.
  private func request(
    of job: JobRecord, _ folder: JobFolder
  ) async throws(AssayError) -> TrainingRequest {
    let desk = JobDesk(store: store, configuration: configuration)
    var request = try await desk.trainingRequest(of: job)
    request.output = folder.run
    request.policy = .resume
    request.stepLog = folder.steps
    request.adviceLog = folder.advice
    request.settingsLog = folder.choices
    return request
  }

  // MARK: Stopping

  /// Ends the worker, if there is one, and waits for it: first as asked, then by force.
  func stopWorker(with signal: Int32 = SIGINT) async {
    guard let running = current else { return }
    current = nil
    running.worker.send(signal)
    // A task of its own: this one may be cancelled already, and would not sleep.
    await Task {
      var waits = 0
      while running.worker.ending() == nil {
        waits += 1
        if waits == Self.politeWaits { running.worker.send(SIGKILL) }
        try? await Task.sleep(for: Self.shortPause)
      }
    }.value
  }
}
