// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import ModelStore
import Testing
import Training
import Workflows

/// The use "train a run" on a model of a few hundred thousand parameters.
@Suite struct TrainingRunTests {
  /// A folder with rows and the shape of a small model.
  private struct Bench {
    let folder: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      try folder.writeSmallModel(positions: 24)
      try folder.write(Self.rows(12), to: "train.jsonl")
      try folder.write(Self.rows(4), to: "valid.jsonl")
    }

    static func rows(_ count: Int) -> String {
      (0..<count).map { index in
        #"{"prompt":"row \#(index) ->","completion":" \#(index % 2 == 0 ? "yes" : "no")"}"# + "\n"
      }.joined()
    }

    func path(_ name: String) -> String { folder.url.appending(path: name).path }

    func request() -> TrainingRequest {
      var request = TrainingRequest(
        trainingFile: path("train.jsonl"), model: path("config.json"))
      request.validationFile = path("valid.jsonl")
      request.output = path("out")
      request.hyperparameters.epochs = 2
      request.hyperparameters.batchSize = 4
      request.hyperparameters.precision = .f32
      // Not by the clock.
      request.hyperparameters.checkpointSteps = 100
      return request
    }

    func perform(
      _ request: TrainingRequest, observe: @escaping (TrainingProgress) -> Void = { _ in },
      stoppingAfter limit: Int? = nil
    ) throws -> TrainingResult {
      var step = 0
      return try TrainingRun(
        request, program: .init(version: "9.9", command: ["assay", "train"]),
        observe: { event in
          if case .training(.step(let record)) = event { step = record.step }
          observe(event)
        },
        shouldStop: { step == limit }
      ).perform()
    }
  }

  private static func record(_ result: TrainingResult) throws -> TrainingRecord {
    guard case .finished(let record, _) = result else {
      throw AssayError("the run ended otherwise: \(result)")
    }
    return record
  }

  @Test("Row 91: it leaves the model and the record of it") func itLeavesTheModelAndTheRecordOfIt()
    throws
  {
    let bench = try Bench()
    let record = try Self.record(try bench.perform(bench.request()))
    #expect(record.assay == "9.9" && record.command == ["assay", "train"])
    #expect(record.task == "classification" && record.classes == [" no", " yes"])
    #expect(record.figures.steps == 6 && record.figures.epochs == 2)
    #expect(record.figures.elapsedExamples == 24 && record.figures.stoppedEarly == false)
    #expect(record.figures.elapsedTokens == 2 * record.data.training.tokens)
    #expect(record.settings.batchSize == 4 && record.settings.learningRateMultiplier == 0.2)
    #expect(record.data.training.examples == 12 && record.data.validation?.examples == 4)
    #expect(record.data.training.sha256?.count == 64)
    #expect(record.figures.validationLoss != nil && record.figures.bestStep != nil)
    #expect(try TrainingRecord(folder: bench.path("out")) == record)
    #expect(
      try bench.folder.text(of: "out/results.csv").split(separator: "\n").count == 7)
    #expect(try bench.folder.text(of: "out/README.md").contains("| batch_size | 4 |"))
    #expect(try GPT2Model(directory: bench.path("out")).configuration.width == 8)
    #expect(!FileManager.default.fileExists(atPath: bench.path("out/checkpoints")))
  }

  @Test func whoWatchesIsToldInOrder() throws {
    let bench = try Bench()
    var told: [String] = []
    var overview: TrainingOverview?
    _ = try bench.perform(bench.request()) { event in
      switch event {
      case .precision: told.append("precision")
      case .named: told.append("named")
      case .warning: told.append("warning")
      case .begins(let run):
        told.append("begins")
        overview = run
      case .training(.step(let record)): told.append("\(record.step)")
      case .training(.epoch(let number, _)): told.append("epoch \(number)")
      case .training(.evaluated(let step, _, _)): told.append("evaluated \(step)")
      case .training(.checkpointed): told.append("saved")
      }
    }
    #expect(
      told == [
        "begins", "1", "2", "3", "epoch 1", "evaluated 3", "4", "5", "6", "epoch 2", "evaluated 6",
        "saved",
      ])
    let run = try #require(overview)
    #expect(run.startsFromRandom && run.head == nil && run.doneSteps == 0 && run.totalSteps == 6)
    #expect(run.parameters == run.trainedParameters && run.memoryBytes > 4 * run.parameters)
    #expect(run.training.examples.count == 12 && run.validation?.examples.count == 4)
  }

  @Test func aPrecisionThatIsOpenIsMeasured() throws {
    let bench = try Bench()
    var request = bench.request()
    request.hyperparameters.precision = nil
    var isSmall: Bool?
    let result = try bench.perform(request) { event in
      if case .precision(let choice) = event { isSmall = choice.isSmall }
    }
    #expect(isSmall == true)
    #expect(try Self.record(result).settings.precision == .f32)
  }

  @Test(arguments: [1, 4])
  func aSessionThatWasStoppedIsGoneOnWith(stop: Int) throws {
    let bench = try Bench()
    let whole = try Self.record(try bench.perform(bench.request()))
    var request = bench.request()
    request.output = bench.path("parts")
    request.policy = .resume
    request.stepLog = bench.path("steps.jsonl")
    guard
      case .interrupted(stop, let folder) = try bench.perform(request, stoppingAfter: stop)
    else {
      Issue.record("it was not stopped")
      return
    }
    #expect(folder == bench.path("parts"))
    var begins: Int?
    let parts = try Self.record(
      try bench.perform(request) { event in
        if case .begins(let run) = event { begins = run.doneSteps }
      })
    #expect(begins == stop)
    #expect(parts.figures.trainingLoss == whole.figures.trainingLoss)
    #expect(
      try bench.folder.text(of: "parts/results.csv") == bench.folder.text(of: "out/results.csv"))
    #expect(try bench.folder.text(of: "steps.jsonl").split(separator: "\n").count == 6)
    guard case .stoodFinished(let stood) = try bench.perform(request) else {
      Issue.record("a finished run was run again")
      return
    }
    #expect(stood == folder)
  }

  @Test func anotherRunIsNotGoneOnWith() throws {
    let bench = try Bench()
    var request = bench.request()
    request.policy = .resume
    _ = try bench.perform(request, stoppingAfter: 2)
    request.hyperparameters.seed = 7
    let error = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(error?.message.contains("seed is ") == true)
  }

  private typealias RequestChange = @Sendable (inout TrainingRequest, Bench) -> Void

  private static let otherRuns: [(RequestChange, String)] = [
    ({ request, _ in request.hyperparameters.seed = 7 }, "seed is 7 and was "),
    ({ request, _ in request.hyperparameters.epochs = 3 }, "epochs is 3 and was "),
    (
      { request, bench in request.trainingFile = bench.path("valid.jsonl") },
      "the training rows are others"
    ),
    ({ request, _ in request.validationFile = nil }, "the validation rows are others"),
    (
      { request, _ in request.classification = ClassificationRequest() },
      "other classification figures"
    ),
  ]

  @Test(arguments: otherRuns)
  private func aFinishedRunIsNotTakenForAnother(change: RequestChange, message: String) throws {
    let bench = try Bench()
    var request = bench.request()
    _ = try bench.perform(request)
    request.policy = .resume
    change(&request, bench)
    let error = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(error?.message.contains(message) == true)
  }

  @Test func figuresOfAClassifierAreNotAddedHalfway() throws {
    let bench = try Bench()
    var request = bench.request()
    request.policy = .resume
    _ = try bench.perform(request, stoppingAfter: 2)
    request.classification = ClassificationRequest()
    let error = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(error?.message.contains("other classification figures") == true)
  }

  @Test func aWarmupThatIsLongerThanTheRunIsRefused() throws {
    let bench = try Bench()
    var request = bench.request()
    request.hyperparameters.warmupSteps = 7
    let error = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(error?.message == "a warm-up of 7 steps is longer than the run, which has 6")
    request.hyperparameters.warmupSteps = 6
    _ = try Self.record(try bench.perform(request))
  }

  /// Files that the run would write over or remove.
  @Test(arguments: ["out/results.csv", "out/config.json", "out/checkpoints/rows.jsonl"])
  func anInputInTheFolderOfTheRunIsKept(name: String) throws {
    let bench = try Bench()
    for folder in ["out", "out/checkpoints"] {
      try FileManager.default.createDirectory(
        atPath: bench.path(folder), withIntermediateDirectories: true)
    }
    try bench.folder.write(Bench.rows(12), to: name)
    var request = bench.request()
    request.trainingFile = bench.path(name)
    for policy in [RunFolder.Policy.overwrite, .resume] {
      request.policy = policy
      #expect(throws: AssayError.self) { try bench.perform(request) }
    }
    #expect(try bench.folder.text(of: name) == Bench.rows(12))
  }

  @Test func aFolderThatHoldsSomethingIsRefusedOrStartedAnew() throws {
    let bench = try Bench()
    var request = bench.request()
    _ = try bench.perform(request)
    #expect(throws: AssayError.self) { try bench.perform(request) }
    request.policy = .overwrite
    request.hyperparameters.epochs = 1
    #expect(try Self.record(try bench.perform(request)).figures.steps == 3)
  }

  @Test func aRunThatCannotStartLeavesNoFolder() throws {
    let bench = try Bench()
    var request = bench.request()
    request.model = bench.path("none")
    #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(!FileManager.default.fileExists(atPath: bench.path("out")))
  }

  @Test func theLogIsNotWrittenOverTheRows() throws {
    let bench = try Bench()
    var request = bench.request()
    request.stepLog = request.trainingFile
    #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(try bench.folder.text(of: "train.jsonl") == Bench.rows(12))
  }

  @Test func anAdapterNeedsLearnedWeights() throws {
    let bench = try Bench()
    var request = bench.request()
    request.hyperparameters.adapterRank = 2
    let random = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(random?.message.contains("has random ones") == true)
    var base = bench.request()
    base.output = bench.path("base")
    _ = try bench.perform(base)
    request.model = bench.path("base")
    let record = try Self.record(try bench.perform(request))
    #expect(try #require(record.trainedParameters) < record.parameters)
    #expect(record.settings.adapterAlpha == 4)
    request.model = bench.path("out")
    request.output = bench.path("second")
    let second = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(second?.message.contains("is an adapter itself") == true)
  }

  @Test func namesOfSpecialTokensAreThatTokenInEveryRow() throws {
    let bench = try Bench()
    let rows = [("a", "yes"), ("b", "no")].map { prompt, answer in
      #"{"prompt":"\#(prompt) ->","completion":" \#(answer)<|endoftext|>"}"# + "\n"
    }
    try bench.folder.write(rows.joined(), to: "train.jsonl")
    var request = bench.request()
    request.validationFile = nil
    // " yes" or " no" and the token, behind "a" or "b" and " ->".
    #expect(try Self.record(try bench.perform(request)).data.training.tokens == 2 * 4)
  }

  @Test func adviceIsGivenForWhatWasLeftOpen() throws {
    let bench = try Bench()
    var request = bench.request()
    request.output = bench.path("base")
    _ = try bench.perform(request)
    func advice(_ change: (inout TrainingRequest) -> Void) throws -> [String] {
      var request = bench.request()
      request.model = bench.path("base")
      request.trainingFile = bench.path("few.jsonl")
      request.validationFile = nil
      request.hyperparameters.epochs = nil
      request.policy = .overwrite
      change(&request)
      var advice: [String] = []
      _ = try bench.perform(request) { if case .begins(let run) = $0 { advice = run.advice } }
      return advice
    }
    try bench.folder.write(Bench.rows(3), to: "few.jsonl")
    let both = try advice { _ in }
    #expect(both.count == 2 && both[0].contains("12 examples and these are 3"))
    #expect(both[0].contains("--learning-rate-multiplier 0.025 to 0.0125"))
    #expect(both[1].contains("--epochs 2"))
    #expect(
      try advice {
        $0.hyperparameters.learningRate = 1e-5
        $0.hyperparameters.epochs = 1
      }.isEmpty)
    #expect(try advice { $0.model = bench.path("config.json") }.isEmpty)
  }

  @Test func aCorpusIsCutIntoBlocks() throws {
    let bench = try Bench()
    try bench.folder.write(String(repeating: "a few words ", count: 40), to: "corpus.txt")
    var request = bench.request()
    request.trainingFile = bench.path("corpus.txt")
    request.validationFile = nil
    request.hyperparameters.objective = .languageModel
    request.hyperparameters.blockSize = 16
    let record = try Self.record(try bench.perform(request))
    #expect(record.task == "language-model" && record.classes == nil)
    #expect(record.settings.blockSize == 16 && record.data.validation == nil)
    request.hyperparameters.blockSize = 25
    request.output = bench.path("long")
    let error = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(error?.message.contains("longer than the model's 24 positions") == true)
  }

  @Test func aHeadIsMadeForTheClassesOfTheFile() throws {
    let bench = try Bench()
    var request = bench.request()
    request.hyperparameters.objective = .classification
    request.classification = ClassificationRequest()
    request.classification?.positiveClass = " yes"
    var head: TrainingOverview.Head?
    let record = try Self.record(
      try bench.perform(request) { event in
        if case .begins(let run) = event { head = run.head }
      })
    #expect(head?.classCount == 2 && head?.isNew == true)
    #expect(record.classes == [" no", " yes"] && record.settings.promptLossWeight == 0)
    let header = try bench.folder.text(of: "out/results.csv").split(separator: "\n")[0]
    #expect(header.hasSuffix("classification/auprc,classification/f1.0"))
  }

  private typealias Change = @Sendable (inout ClassificationRequest) -> Void

  private static let faults: [(Change, String)] = [
    ({ $0.classCount = 3 }, #"there are 2 classes, not 3: " no", " yes""#),
    ({ $0.positiveClass = "yes" }, "the positive class 'yes' is none of the 2 classes"),
  ]

  @Test(arguments: faults)
  private func classesThatAreNotThereAreNamed(change: Change, message: String) throws {
    let bench = try Bench()
    var request = bench.request()
    var classification = ClassificationRequest()
    change(&classification)
    request.classification = classification
    let error = #expect(throws: AssayError.self) { try bench.perform(request) }
    #expect(error?.message == message)
  }

  @Test("Rows 54, 55: the figures of a classifier are columns")
  func theFiguresOfAClassifierAreColumns() throws {
    let bench = try Bench()
    var request = bench.request()
    request.classification = ClassificationRequest()
    request.classification?.betas = [0.5, 2]
    _ = try bench.perform(request)
    let lines = try bench.folder.text(of: "out/results.csv").split(separator: "\n")
    #expect(lines[0].hasSuffix("classification/f0.5,classification/f2.0"))
    // An evaluation follows each third step.
    #expect(lines[1].hasSuffix(",,") && !lines[3].hasSuffix(",,"))
  }
}

@Suite struct TrainingRecordTests {
  /// What an earlier version wrote lacks some keys, and is read.
  @Test func olderRecordsAreRead() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"""
      {"format": 1, "assay": "0.0.1", "created": "then", "command": ["assay"], "base": "nano",
       "parameters": 10, "task": "generation", "classes": null, "separator": " ->", "stop": null,
       "prompt_column": "prompt", "completion_column": "completion",
       "data": {"training": {"path": "p", "sha256": null, "examples": 1, "tokens": 5,
         "fingerprint": "f", "truncated_rows": 0, "dropped_rows": 0, "unpredictable_rows": 0},
         "validation": null},
       "settings": {"epochs": 4, "learning_rate": 1e-4, "gone": true},
       "figures": {"steps": 4, "epochs": 4, "elapsed_tokens": 20, "elapsed_examples": 4,
         "seconds": 0.5, "training_loss": 1.5, "stopped_early": false}}
      """#, to: "assay.json")
    let record = try TrainingRecord(folder: folder.url.path)
    #expect(record.trainedParameters == nil && record.separator == " ->")
    #expect(record.settings.epochs == 4 && record.settings.learningRateMultiplier == nil)
    #expect(record.figures.trainingLoss == 1.5 && record.figures.bestStep == nil)
  }

  @Test func theKeysAreThoseThatArePublished() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"source": {"name": "hub/model"}}"#, to: "assay.json")
    let error = #expect(throws: AssayError.self) { try TrainingRecord(folder: folder.url.path) }
    #expect(error?.message == "format: it is missing")
    #expect(try ModelRecord(folder: folder.url.path) != nil)
  }
}
