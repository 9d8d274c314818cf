// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import GRDB
import JSON
import Platform
import ServiceStore
import Testing
import Training
import Workflows

@testable import Service

/// The runner with a shell script in place of `assay`: what it does however workers end.
@Suite struct JobRunnerTests {
  /// A data folder, a script and what the runner of both does.
  private struct Bench {
    let folder: TemporaryFolder
    let store: Store
    let configuration: ServiceConfiguration

    /// - Parameter script: gets the folder of its job as $JOB, in which `record` makes it a success.
    init(_ script: String) throws {
      folder = try TemporaryFolder()
      store = try Store(folder: try DataFolder(path: folder.url.appending(path: "data").path))
      let path = try folder.write(
        """
        #!/bin/sh
        # The arguments are: train --request FILE
        JOB=$(dirname "$3"); RUN="$JOB/run"; mkdir -p "$RUN"
        record() { cp "\(folder.url.path)/assay.json" "\(folder.url.path)/results.csv" "$RUN/"; }
        \(script)
        """, to: "worker.sh")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      try folder.write(try Self.record().json().text(), to: "assay.json")
      try folder.write("step,elapsed_tokens\n1,2\n", to: "results.csv")
      var configuration = ServiceConfiguration()
      configuration.workerCommand = [path]
      self.configuration = configuration
    }

    static func record() throws -> TrainingRecord {
      let document: JSONValue = [
        "format": 1, "assay": "0", "created": "now", "command": [], "base": "nano",
        "parameters": 1, "task": "generation", "prompt_column": "prompt",
        "completion_column": "completion",
        "data": [
          "training": [
            "path": "p", "examples": 1, "tokens": 10, "fingerprint": "f", "truncated_rows": 0,
            "dropped_rows": 0, "unpredictable_rows": 0,
          ]
        ],
        "settings": ["epochs": 4, "batch_size": 2, "learning_rate_multiplier": 0.25],
        "figures": [
          "steps": 4, "epochs": 4, "elapsed_tokens": 40, "elapsed_examples": 4, "seconds": 1,
          "stopped_early": false,
        ],
      ]
      return try document.decoded(file: "assay.json")
    }

    /// Puts a job in the queue.
    func enqueue(_ settings: JobSettings = JobSettings()) async throws -> String {
      let file = FileRecord(
        id: Identifier.mint(.file), purpose: "fine-tune", filename: "rows.jsonl", bytes: 1,
        createdAt: 1, organization: "acme")
      try AtomicFile.write(JobTests.rows(4).utf8, to: store.folder.upload(file.id))
      try await store.add(file, from: store.folder.upload(file.id))
      var request = JobRequest(model: "nano", trainingFile: file.id)
      request.settings = settings
      return try await desk.create(request).id
    }

    var desk: JobDesk { JobDesk(store: store, configuration: configuration) }

    func work() async {
      await JobRunner(store: store, configuration: configuration, log: { _ in }).run(
        untilIdle: true)
    }

    func job(_ id: String) async throws -> JobRecord {
      try #require(try await store.job(id))
    }

    func messages(_ id: String) async throws -> [String] {
      try await store.events(of: id).map(\.message)
    }
  }

  @Test func aWorkerThatSucceedsBecomesAModelWithItsFigures() async throws {
    let bench = try Bench("cat > /dev/null; cp \"$3\" \"$JOB/../asked.json\"; record")
    var settings = JobSettings()
    settings.hyperparameters.batchSize = 3
    settings.suffix = "word"
    let id = try await bench.enqueue(settings)
    await bench.work()
    let job = try await bench.job(id)
    #expect(job.status == .succeeded)
    #expect(job.trainedTokens == 40)
    #expect(job.used.epochs == 4 && job.used.batchSize == 2)
    #expect(job.fineTuningJob["hyperparameters"]?["learning_rate_multiplier"] == 0.25)
    let name = try #require(job.fineTunedModel)
    #expect(name.hasPrefix("nano:ft-personal:word-"))
    #expect(try await bench.store.model(name)?.folder == id)
    #expect(
      try await bench.store.file(try #require(job.resultFile))?.purpose == "fine-tune-results")
    #expect(try await bench.messages(id).suffix(4).first == "Fine-tune started")
    #expect(!FileManager.default.fileExists(atPath: bench.store.folder.job(id)))
    let asked = try bench.folder.text(of: "data/jobs/asked.json")
    let request: TrainingRequest = try JSONParser.parse(Array(asked.utf8), file: "a")
      .decoded(file: "a")
    #expect(request.policy == .resume && request.model == "nano")
    #expect(request.hyperparameters.batchSize == 3 && request.hyperparameters.seed == 42)
    #expect(request.output?.hasSuffix("\(id)/run") == true)
  }

  @Test("Row 20: what was left open is told as it was chosen, from the first step on")
  func choicesAreToldWhileTheJobRuns() async throws {
    let bench = try Bench(
      """
      echo '{"epochs": 4, "batch_size": 7, "learning_rate_multiplier": 0.1}' > "$JOB/new"
      mv "$JOB/new" "$JOB/choices.json"
      while [ ! -e "$JOB/../go" ]; do sleep 0.01; done
      record
      """)
    let id = try await bench.enqueue()
    #expect(try await bench.job(id).fineTuningJob["hyperparameters"]?["batch_size"] == "auto")
    let work = Task { await bench.work() }
    while try await bench.job(id).used.batchSize == nil {
      try await Task.sleep(for: .milliseconds(5))
    }
    let job = try await bench.job(id)
    #expect(job.status == .running)
    let old = job.fineTune(training: [], validation: [], results: [])["hyperparams"]
    for told in [job.fineTuningJob["hyperparameters"], old] {
      #expect(told?["batch_size"] == 7 && told?["learning_rate_multiplier"] == 0.1)
    }
    try bench.folder.write("", to: "data/jobs/go")
    await work.value
    #expect(try await bench.job(id).status == .succeeded)
    #expect(try await bench.job(id).used.batchSize == 2)
  }

  @Test func aWorkerThatFailsGivesItsLastErrorAsTheReason() async throws {
    let bench = try Bench("echo 'error: no room' >&2; exit 2")
    let id = try await bench.enqueue()
    await bench.work()
    let job = try await bench.job(id)
    #expect(job.status == .failed && job.failure == "error: no room")
    #expect(try await bench.messages(id).last == "Fine-tune failed. error: no room")
    #expect(job.trainedTokens == nil)
  }

  @Test func aWorkerThatSaysNothingStillHasAReason() async throws {
    let bench = try Bench("exit 9")
    let id = try await bench.enqueue()
    await bench.work()
    #expect(try await bench.job(id).failure == "The worker ended with status 9")
  }

  @Test func aWorkerThatIsKilledWithoutGettingOnIsGivenUpAfterThreeTries() async throws {
    let bench = try Bench("echo x >> \"$JOB/../tries\"; kill -9 $$")
    let id = try await bench.enqueue()
    await bench.work()
    let job = try await bench.job(id)
    #expect(job.status == .failed && job.failure == "The worker was killed by signal 9 3 times")
    #expect(try bench.folder.text(of: "data/jobs/tries") == "x\nx\nx\n")
  }

  @Test func aWorkerThatGetsOnMayBeKilledMoreOften() async throws {
    let bench = try Bench(
      """
      COUNT=$(cat "$JOB/steps.jsonl" 2>/dev/null | wc -l)
      [ "$COUNT" -ge 6 ] && { record; exit 0; }
      echo "{\\"step\\":$((COUNT+1)),\\"epoch\\":$((COUNT+1)),\\"epochs\\":6}" >> "$JOB/steps.jsonl"
      kill -9 $$
      """)
    let id = try await bench.enqueue()
    await bench.work()
    #expect(try await bench.job(id).status == .succeeded)
    let epochs = try await bench.messages(id).filter { $0.hasPrefix("Completed epoch") }
    #expect(epochs == (1...6).map { "Completed epoch \($0)/6" })
  }

  @Test func jobsAreDoneInTheirOrder() async throws {
    let bench = try Bench("basename \"$JOB\" >> \"$JOB/../order\"; record")
    let ids = [try await bench.enqueue(), try await bench.enqueue(), try await bench.enqueue()]
    #expect(try await bench.messages(ids[2]).last == "Fine-tune enqueued. Queue number: 2")
    await bench.work()
    #expect(try bench.folder.text(of: "data/jobs/order") == ids.map { "\($0)\n" }.joined())
    #expect(
      try await bench.messages(ids[2]).contains("Fine-tune is in the queue. Queue number: 1"))
  }

  @Test func aCancelledJobLosesItsWorkerAndItsFolder() async throws {
    let bench = try Bench("touch \"$JOB/../started\"; sleep 1000")
    let id = try await bench.enqueue()
    let work = Task { await bench.work() }
    let started = bench.folder.url.appending(path: "data/jobs/started").path
    while !FileManager.default.fileExists(atPath: started) {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try await bench.desk.cancel(id).status == .cancelled)
    await work.value
    let job = try await bench.job(id)
    #expect(job.status == .cancelled && job.finishedAt != nil)
    #expect(try await bench.messages(id).last == "Fine-tune cancelled")
    #expect(!FileManager.default.fileExists(atPath: bench.store.folder.job(id)))
    await #expect(throws: APIError.self) { try await bench.desk.cancel(id) }
    try await bench.desk.delete(id)
    #expect(try await bench.store.job(id) == nil)
  }

  /// A publisher that was killed between the moves goes on where it was.
  @Test func publishingCanBeDoneAgain() async throws {
    let bench = try Bench("exit 1")
    let id = try await bench.enqueue()
    let running = try await bench.store.change(id, from: [.pending]) { $0.status = .running }
    let job = try #require(running)
    let folder = JobFolder(path: bench.store.folder.job(id))
    let model = "\(bench.store.folder.models)/\(id)"
    try FileManager.default.createDirectory(atPath: model, withIntermediateDirectories: true)
    for name in ["assay.json", "results.csv"] {
      try FileManager.default.copyItem(
        atPath: bench.folder.url.appending(path: name).path, toPath: "\(model)/\(name)")
    }
    let publisher = JobPublisher(store: bench.store, configuration: bench.configuration)
    try await publisher.publish(job, folder)
    let done = try await bench.job(id)
    #expect(done.status == .succeeded && done.trainedTokens == 40)
    try await publisher.publish(done, folder)
    #expect(try await bench.store.models().count == 1)
    #expect(try await bench.messages(id).filter { $0 == "Fine-tune succeeded" }.count == 1)
  }

  @Test func aJobWhoseModelIsGoneFails() async throws {
    let bench = try Bench("record")
    let id = try await bench.enqueue()
    try await bench.store.write { database in
      try database.execute(sql: "UPDATE jobs SET model = 'gone'")
    }
    await bench.work()
    let failure = try await bench.job(id).failure
    #expect(failure?.contains("the base model 'gone' is gone") == true)
  }

  /// The runner before may have died between the start of the worker and a word of it.
  @Test func aWorkerThatNobodyNotedIsEnded() async throws {
    let bench = try Bench("record")
    let id = try await bench.enqueue()
    try await bench.store.change(id, from: [.pending]) { $0.status = .running }
    let folder = JobFolder(path: bench.store.folder.job(id))
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    try AtomicFile.write("{}".utf8, to: folder.request)
    let worker = try WorkerProcess(
      command: ["/bin/sh", "-c", "sleep 100000; true", "train", "--request", folder.request],
      output: folder.output)
    await bench.work()
    #expect(worker.ending() == .killed(signal: SIGKILL))
    #expect(try await bench.job(id).status == .succeeded)
  }

  /// The service looked at the files when the job was made, by its own rules.
  @Test func aWorkerDoesNotLookAtTheFilesAgain() async throws {
    let bench = try Bench("record")
    let job = try await bench.job(try await bench.enqueue())
    let request = try await bench.desk.trainingRequest(of: job)
    #expect(request.isVetted && request.followsService)
  }

  @Test func theQueueHasOneRunner() async throws {
    let bench = try Bench("record")
    let id = try await bench.enqueue()
    let lock = try FileLock(path: bench.store.folder.queueLock)
    await bench.work()
    #expect(try await bench.job(id).status == .pending)
    withExtendedLifetime(lock) {}
  }
}
