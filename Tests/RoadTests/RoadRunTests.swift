// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Foundation
import JSON
import LanguageModel
import Reports
import Road
import RuleEngine
import Testing
import Training
import Workflows

/// The whole road from a raw file to a measured model.
@Suite struct RoadRunTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.writeSmallModel(positions: 32)
    try folder.write(Self.table(40), to: "mails.csv")
  }

  private static func table(_ count: Int) -> String {
    "prompt,completion\n"
      + (0..<count).map { row in
        "\(row % 2 == 0 ? "good" : "bad") word \(row),\(row % 2 == 0 ? "yes" : "no")\n"
      }.joined()
  }

  private func request(_ file: String = "mails.csv") -> RoadRequest {
    var request = RoadRequest(DataFile(folder.path(file)), output: folder.path("out"))
    request.options.configuration = .none
    request.model = folder.path("config.json")
    request.budget = 600
    return request
  }

  private func run(
    _ request: RoadRequest, shouldStop: @escaping () -> Bool = { false }
  ) throws -> (result: RoadResult, steps: [RoadStep], kept: [RoadStep]) {
    var steps: [RoadStep] = []
    var kept: [RoadStep] = []
    let road = RoadRun(
      request, program: .init(version: "9", command: []),
      events: { event in
        if case .began(let step, _) = event { steps.append(step) }
        if case .kept(let step) = event { kept.append(step) }
      }, shouldStop: shouldStop)
    return (try road.perform(), steps, kept)
  }

  @Test func aLabeledFileBecomesAMeasuredClassifier() throws {
    let before = try folder.text(of: "mails.csv")
    let (result, steps, _) = try run(request())
    guard case .arrived(let verdict, let place) = result else {
      Issue.record("not at its end")
      return
    }
    #expect(steps == RoadStep.allCases && verdict.isClassifier)
    #expect(try folder.text(of: "mails.csv") == before)
    let record = try TrainingRecord(folder: place.model)
    #expect(record.task == "classification" && record.classes == [" no", " yes"])
    // The rows that are measured on are not among those that were learned.
    let parts = try [place.trainingFile, place.validationFile].map { path in
      Set(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n"))
    }
    #expect(parts[0].count + parts[1].count == 40 && parts[0].isDisjoint(with: parts[1]))
    let data = try JSONParser.parse(
      Array(Data(contentsOf: URL(filePath: place.reportData))), file: place.reportData)
    #expect(data["n"]?.integer == parts[1].count)
    let page = try String(contentsOfFile: place.report, encoding: .utf8)
    #expect(page.contains("<html"))
    let found = try Predicting(PredictRequest(.texts(["good word 0"]), model: place.model))
    #expect(found.classes == ["no", "yes"])
  }

  @Test func theBestEpochIsKeptWhereItIsAskedFor() throws {
    var request = request()
    request.keepsBest = true
    guard case .arrived(_, let place) = try run(request).result else {
      Issue.record("not at its end")
      return
    }
    let record = try TrainingRecord(folder: place.model)
    #expect(record.settings.keepsBest == true && record.figures.bestStep != nil)
    #expect(try folder.text(of: "out/commands.sh").contains(" --keep-best "))
  }

  @Test func textsBecomeAModelThatWrites() throws {
    let lines = (0..<30).map { row in
      #"{"prompt":"word \#(row)","completion":"a text of \#(row * 37 % 101) for row \#(row)"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "texts.jsonl")
    let (result, _, _) = try run(request("texts.jsonl"))
    guard case .arrived(let verdict, let place) = result else {
      Issue.record("not at its end")
      return
    }
    #expect(!verdict.isClassifier && verdict.sentences[0].hasPrefix("perplexity "))
    #expect(try TrainingRecord(folder: place.model).task == "generation")
    let held = try String(contentsOfFile: place.validationFile, encoding: .utf8)
    #expect(held.split(separator: "\n").count == 3)
    #expect(try folder.text(of: "out/commands.sh").contains(" --split --valid-fraction 0.1 "))
  }

  /// As the guides have it, also where the machine proves slower.
  @Test(
    "Row 45: a tuned model learns texts in 2 epochs at half the usual rate",
    arguments: [false, true])
  func textsAreLearnedGently(isSlow: Bool) throws {
    try GPT2Model(
      configuration: GPT2Configuration(positions: 32, width: 8, layers: 1, heads: 2), seed: 3
    ).save(to: folder.path("base"))
    let lines = (0..<30).map { row in
      #"{"prompt":"word \#(row)","completion":"a text of \#(row * 37 % 101) for row \#(row)"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "texts.jsonl")
    var request = request("texts.jsonl")
    request.model = folder.path("base")
    var ticks = 0
    var planned: [BudgetPlan] = []
    var slower = 0
    let road = RoadRun(
      request, program: .init(version: "9", command: []),
      events: { event in
        if case .planned(let plan) = event { planned.append(plan) }
        if case .slower = event { slower += 1 }
      },
      now: {
        ticks += 1
        return ContinuousClock.Instant.now + .seconds(isSlow ? 60 * ticks : 0)
      })
    guard case .arrived(_, let place) = try road.perform() else {
      Issue.record("not at its end")
      return
    }
    #expect(slower == (isSlow ? 1 : 0))
    #expect(planned.count == (isSlow ? 2 : 1) && planned.allSatisfy { $0.usualEpochs == 2 })
    let settings = try TrainingRecord(folder: place.model).settings
    #expect(settings.epochs == (isSlow ? 1 : 2))
    #expect(abs(try #require(settings.learningRateMultiplier) - 0.025) < 1e-9)
    #expect(
      try folder.text(of: "out/commands.sh").contains(" --learning-rate-multiplier 0.025 "))
  }

  /// What was learned is not asked for again.
  @Test func equalPromptsOfTextsStandOnOneSide() throws {
    let lines = (0..<60).map { row in
      #"{"prompt":"word \#(row / 3)","completion":"a text of \#(row * 37 % 101) for row \#(row)"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "texts.jsonl")
    guard case .arrived(_, let place) = try run(request("texts.jsonl")).result else {
      Issue.record("not at its end")
      return
    }
    let prompts = try [place.trainingFile, place.validationFile].map { path in
      Set(
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
          $0.prefix { $0 != "," }
        })
    }
    #expect(prompts[0].count + prompts[1].count == 20 && prompts[0].isDisjoint(with: prompts[1]))
  }

  /// New rows come in the file's own columns.
  @Test func theModelKnowsTheColumnsOfTheRawFile() throws {
    try folder.write(
      Self.table(40).replacing("prompt,completion", with: "Mail text,Team"), to: "raw.csv")
    var request = request("raw.csv")
    request.options.promptColumn = "Mail text"
    request.options.completionColumn = "Team"
    guard case .arrived(_, let place) = try run(request).result else {
      Issue.record("not at its end")
      return
    }
    try folder.write("id,Mail text\n1,good word 0\n", to: "new.csv")
    let predicting = try Predicting(
      PredictRequest(.file(folder.path("new.csv")), model: place.model))
    var rows = 0
    _ = try predicting.perform { row in
      rows += row.text == "good word 0" ? 1 : 0
    }
    #expect(rows == 1)
    for file in [place.validationFile, folder.path("raw.csv")] {
      let result = try Evaluating.run(
        EvaluateRequest(.model(place.model, file: file), options: EvaluationOptions()))
      #expect(result.report.data["classes"]?.array?.count == 2)
    }
  }

  /// A machine that is slower than was foretold gets fewer epochs, and the commands say so.
  @Test func aSlowMachineLearnsLess() throws {
    var ticks = 0
    var planned: [BudgetPlan] = []
    let road = RoadRun(
      request(), program: .init(version: "9", command: []),
      events: { if case .planned(let plan) = $0 { planned.append(plan) } },
      now: {
        ticks += 1
        return ContinuousClock.Instant.now + .seconds(10 * ticks)
      })
    guard case .arrived(_, let place) = try road.perform() else {
      Issue.record("not at its end")
      return
    }
    #expect(planned.count == 2 && planned[1].epochs < planned[0].epochs)
    let epochs = try TrainingRecord(folder: place.model).settings.epochs
    #expect(epochs == planned.last?.epochs)
    #expect(try folder.text(of: "out/commands.sh").contains(" --epochs \(planned[1].epochs) "))
  }

  @Test func aRunGoesOnWhereItWasStopped() throws {
    var request = request()
    guard case .interrupted = try run(request, shouldStop: { true }).result else {
      Issue.record("not stopped")
      return
    }
    let again = #expect(throws: AssayError.self) { try run(request) }
    #expect(again?.remedy?.contains("--resume") == true)
    request.policy = .resume
    let second = try run(request)
    #expect(second.kept == [.fix] && second.steps == [.train, .evaluate])
    #expect(try run(request).kept == [.fix, .train])
    try folder.write(Self.table(44), to: "mails.csv")
    let other = #expect(throws: AssayError.self) { try run(request) }
    #expect(other?.message.contains("of another file") == true)
    request.policy = .overwrite
    #expect(try run(request).steps == RoadStep.allCases)
  }

  @Test func foreignFoldersAreLeftAlone() throws {
    let place = folder.url.appending(path: "out")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try folder.write("mine", to: "out/letter.txt")
    for policy in [RunFolder.Policy.refuse, .resume, .overwrite] {
      var request = request()
      request.policy = policy
      #expect(throws: AssayError.self) { try run(request) }
    }
    #expect(try folder.text(of: "out/letter.txt") == "mine")
  }

  /// Who sees a figure of rows with a fault that no fix put right is told so, also after a stop.
  @Test func whatIsLeftInTheRowsIsTold() throws {
    try folder.write(
      Self.table(40).replacing("word 6,yes", with: "word 6,Yes")
        .replacing("word 8,yes", with: "word 8,YES"), to: "mails.csv")
    var request = request()
    guard case .interrupted = try run(request, shouldStop: { true }).result else {
      Issue.record("not stopped")
      return
    }
    request.policy = .resume
    guard case .arrived(let verdict, let place) = try run(request).result else {
      Issue.record("not at its end")
      return
    }
    let alike = try #require(verdict.left.first { $0.code == "CLS004" })
    #expect(alike.isWarning && alike.needsUnsafeFix && alike.message.contains("`YES`"))
    let data = try JSONParser.parse(
      Array(Data(contentsOf: URL(filePath: place.reportData))), file: place.reportData)
    let left = try #require(data["left"]?.array)
    #expect(left.contains { $0["code"]?.string == "CLS004" && $0["fix"]?.string == "unsafe" })
    let page = try String(contentsOfFile: place.report, encoding: .utf8)
    #expect(page.contains("left in its rows: ") && page.contains("Left in the data"))
    request.policy = .overwrite
    request.fixes.grades = [.safe, .unsafe]
    guard case .arrived(let clean, _) = try run(request).result else {
      Issue.record("not at its end")
      return
    }
    #expect(!clean.left.contains { $0.code == "CLS004" })
  }

  /// A page that is found later says when, by what and of which data it was made.
  @Test func theReportTellsHowItWasMade() throws {
    let request = request()
    let road = RoadRun(
      request, program: .init(version: "9.8", command: ["/usr/bin/assay", "run", "my mails.csv"]))
    guard case .arrived(_, let place) = try road.perform() else {
      Issue.record("not at its end")
      return
    }
    let page = try String(contentsOfFile: place.report, encoding: .utf8)
    let hash = try ReportOrigin.inputs([folder.path("mails.csv")])[0].hash
    #expect(page.contains("assay 9.8") && page.contains(hash))
    #expect(
      page.contains("assay run &#39;my mails.csv&#39;") || page.contains("assay run 'my mails.csv'")
    )
  }

  @Test func errorsThatNoFixAnswersEndIt() throws {
    try folder.write("id,text\n1,a\n2,b\n", to: "bare.csv")
    #expect(throws: AssayError.self) { try run(request("bare.csv")) }
    let missing = #expect(throws: AssayError.self) { try run(request("none.csv")) }
    #expect(missing?.message == "there is no such file")
    #expect(!FileManager.default.fileExists(atPath: folder.path("out/model")))
  }

  /// Whoever runs the commands gets the same rows.
  @Test func theCommandsAreWhole() throws {
    var request = request()
    request.options.promptColumn = "prompt"
    request.options.completionColumn = "completion"
    _ = try run(request)
    let commands = try folder.text(of: "out/commands.sh").split(separator: "\n").filter {
      $0.hasPrefix("assay ")
    }
    #expect(commands.map { $0.split(separator: " ")[1] } == ["lint", "fix", "train", "eval"])
    #expect(commands[1].contains("--prompt-column prompt --completion-column completion --yes"))
    #expect(commands[2].contains("--objective classification --epochs "))
  }

  @Test func theTimeDecidesHowMuchIsLearned() throws {
    var request = request()
    request.budget = 1e-7
    let error = #expect(throws: AssayError.self) { try run(request) }
    #expect(error?.remedy?.contains("--budget") == true)
  }
}
