// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import JSON
import Platform
import Service
import ServiceStore

extension JobsCommand {
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Puts a fine-tune in the queue and shows its events.",
      discussion: """
        Examples:
          assay jobs create -t train.jsonl -v valid.jsonl -m ada --suffix "first try"
          assay jobs create -t train.jsonl -m gpt2 --n_epochs 2 --no-follow
        """)

    @Option(
      name: [.short, .customLong("training-file")], help: "A file, or the id of one of the store.")
    var trainingFile: String

    @Option(
      name: [.short, .customLong("validation-file")],
      help: "A file, or the id of one of the store.")
    var validationFile: String?

    @Option(
      name: .shortAndLong,
      help: "The base model: ada, babbage, curie, davinci, a preset, or a fine-tuned model.")
    var model = JobRequest.defaultModel

    @Option(help: "Up to 40 characters for the model's name.") var suffix: String?
    @Flag(help: "Evaluate the validation file as a classifier.")
    var computeClassificationMetrics = false
    @Option(name: .customLong("classification-n-classes"), help: "The number of classes.")
    var classificationClasses: Int?
    @Option(help: "The positive class of two.") var classificationPositiveClass: String?
    @Option(
      name: [.customLong("classification-betas"), .customLong("classification-beta")],
      help: ArgumentHelp("Betas of F scores.", valueName: "0.5,1,2"),
      transform: BetaList.init(parsing:))
    var classificationBetas: BetaList?
    @Flag(help: "Print the job and end, instead of showing its events.") var noFollow = false
    @OptionGroup(title: "Hyperparameters") var training: JobHyperparameterOptions
    @OptionGroup(title: "Store") var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let jobs = try store.jobs()
      let id = try await jobs.create(request)
      try jobs.startRunner(try store.runnerCommand())
      guard !noFollow else {
        return Terminal.printResult(try await jobs.get(id).indented)
      }
      output.say(
        "Ctrl-C ends this view, not the job; see it again: assay jobs follow \(id)")
      try await Follow.show(id, of: jobs)
    }

    private var request: JobRequest {
      var request = JobRequest(
        model: model, trainingFile: trainingFile, validationFile: validationFile)
      request.settings.suffix = suffix
      request.settings.hyperparameters = training.hyperparameters
      request.classification.isWanted = computeClassificationMetrics
      request.classification.classCount = classificationClasses
      request.classification.positiveClass = classificationPositiveClass
      request.classification.betas = classificationBetas?.values ?? []
      return request
    }
  }

  struct Follow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "follow",
      abstract: "Shows the events of a job until it is over.",
      discussion: """
        Examples:
          assay jobs follow ft-AbCdEfGhIjKlMnOpQrStUvWx
        """)
    @OptionGroup var job: JobOptions

    func run() async throws {
      let jobs = try job.jobs()
      // Whoever watches wants it done: nothing else may be working on the queue.
      try jobs.startRunner(try job.store.runnerCommand())
      try await Self.show(job.id, of: jobs)
    }

    /// Prints events as they come; a job that failed or was cancelled makes the status 2.
    static func show(_ id: String, of jobs: LocalJobs) async throws {
      let job = try await jobs.follow(id) { seconds, message in
        Terminal.printResult("[\(WallClock.text(seconds))] \(message)\n")
      }
      guard job["status"]?.string == "succeeded" else {
        throw AssayError(
          "job \(id) ended with status \(job["status"]?.string ?? "unknown")",
          remedy: "`assay jobs get \(id)` shows its events")
      }
    }
  }

  /// The runner in the background; nobody calls it by hand.
  struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "work",
      abstract: "Works off the queue until it is empty.", shouldDisplay: false)
    @OptionGroup(title: "Store") var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      try await store.jobs().work { line in Terminal.printError("\(WallClock.text()) \(line)") }
    }
  }
}
