// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import EvaluationMetrics
import Foundation
import JSON
import LanguageModel
import Platform
import Reports
import Testing
import Training

@testable import Evaluation

/// Models of a few thousand parameters on rows that one word decides.
@Suite struct AssessorTests {
  /// A file whose prompts end in `good` or `bad`; two labels are wrong.
  private static func rows(wrong: [Int] = [7, 30]) throws -> AssessmentRows {
    var prompts: [String] = []
    var labels: [String] = []
    for index in 0..<80 {
      let isGood = index % 2 == 0
      prompts.append("\(index) \(isGood ? "good" : "bad") ->")
      labels.append(isGood != wrong.contains(index) ? " positive" : " negative")
    }
    return try AssessmentRows(
      file: "rows.jsonl", prompts: prompts, completions: labels, numbers: Array(100..<180))
  }

  /// Words to numbers.
  private static func encode(_ text: String) -> [Int32] {
    text.split(separator: " ").map { word in
      Int32(word.utf8.reduce(7) { ($0 * 31 + Int($1)) % 300 })
    }
  }

  private static func assess(_ rows: AssessmentRows) throws -> (Assessor, Assessment) {
    let folder = try TemporaryFolder()
    let assessor = try assessor(rows, in: folder)
    var last = (0, 0, 0)
    let assessment = try assessor.run { last = ($0, $1, $2) }
    #expect(last == (assessor.examplesSeen, assessor.examplesSeen, assessor.runs.count))
    return (assessor, assessment)
  }

  @Test func whatWasStoppedGoesOnToTheSameFigures() throws {
    let folder = try TemporaryFolder()
    let models = try TemporaryFolder()
    let assessor = try Self.assessor(Self.rows(), in: models)
    let memory = AssessmentMemory(folder: folder.path("kept/runs"))
    let whole = try assessor.run(remembering: memory)
    #expect(memory.count(of: assessor.runs, classCount: 2) == assessor.runs.count)
    // As after a stop within the third fine-tune: later ones and a cut file are not known.
    for run in 2..<assessor.runs.count { Files.remove(folder.path("kept/runs/\(run)")) }
    try Data(count: 9).write(to: folder.url.appending(path: "kept/runs/2"))
    #expect(memory.count(of: assessor.runs, classCount: 2) == 2)
    var seen: [Int] = []
    let rest = try assessor.run(remembering: memory) { done, total, run in
      seen.append(run)
      if run == assessor.runs.count { #expect(done <= total) }
    }
    #expect(rest.report(model: "tiny").data == whole.report(model: "tiny").data)
    // One look for each run that is known, after that of the linear models; a look a step for others.
    #expect(seen.count { $0 == 1 } == 2 && seen.count { $0 == 2 } == 1)
    #expect(seen.count { $0 == 3 } > 2)
    memory.forget()
    #expect(try folder.names == ["kept"])
  }

  private static func assessor(
    _ rows: AssessmentRows, in folder: TemporaryFolder? = nil
  ) throws -> Assessor {
    let folder = try folder ?? TemporaryFolder()
    let configuration = GPT2Configuration(
      vocabularySize: 300, positions: 16, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: configuration, seed: 3).save(to: folder.url.path)
    var request = Hyperparameters()
    request.epochs = 2
    request.batchSize = 8
    request.learningRate = 0.01
    let trainer = try FoldTrainer(
      base: BaseModel(name: "tiny", folder: folder.url.path), hyperparameters: request, rows: rows,
      encode: Self.encode)
    var options = Assessor.Options()
    options.folds = 4
    options.shares = [0.25, 0.5]
    return try Assessor(rows, trainer: trainer, options: options)
  }

  /// Where the models know nothing, what they doubt is nothing to look at.
  @Test func modelsThatLearnedNothingNameNoRows() throws {
    let assessor = try Self.assessor(Self.rows())
    let results = assessor.runs.map { run in
      RunResult(
        run: run,
        scores: ScoreMatrix(values: run.test.flatMap { _ in [0.1, 0.9] }, classCount: 2))
    }
    let assessment = try Self.assessment(assessor, results)
    #expect(assessment.hasLearnedNothing)
    let report = assessment.report(model: "tiny")
    #expect(report.data["label_noise"]?["candidates"] == .array([]))
    #expect(report.data["label_noise"]?["note"]?.string?.contains("did no better than") == true)
    #expect(TextReport(colored: false).render(report).contains("No candidates are named"))
    #expect(!(try Self.assessment(assessor).hasLearnedNothing))
  }

  /// Half of the answers are right, whatever the row, and one or two more by chance.
  @Test func modelsThatMayBeLuckyNameNoRows() throws {
    let assessor = try Self.assessor(Self.rows())
    let rows = assessor.rows
    let results = assessor.runs.map { run in
      let scores = run.test.flatMap { row in
        let isRight = row / 2 % 2 == 0 || row == 2 || row == 3
        return rows.classes.names.indices.map { ($0 == rows.labels[row]) == isRight ? 0.9 : 0.1 }
      }
      return RunResult(run: run, scores: ScoreMatrix(values: scores, classCount: 2))
    }
    let assessment = try Self.assessment(assessor, results)
    #expect(assessment.accuracy.value == 42.0 / 80 && assessment.isChance)
    let report = assessment.report(model: "tiny")
    #expect(report.data["label_noise"]?["candidates"] == .array([]))
    #expect(report.data["label_noise"]?["note"]?.string?.contains("may be chance") == true)
    #expect(TextReport(colored: false).render(report).contains("may be chance."))
    #expect(!(try Self.assessment(assessor).isChance))
  }

  /// What models would say that have learnt the word that decides, sure of nine rows in ten.
  private static func assessment(_ assessor: Assessor) throws -> Assessment {
    let rows = assessor.rows
    let results = assessor.runs.map { run in
      let scores = run.test.flatMap { row in
        let isGood = rows.prompts[row].contains("good")
        return rows.classes.names.map { $0 == (isGood ? "positive" : "negative") ? 0.9 : 0.1 }
      }
      return RunResult(
        run: run, scores: ScoreMatrix(values: scores, classCount: rows.classes.count))
    }
    return try Self.assessment(assessor, results)
  }

  /// By one model, which is asked for what it doubts, too.
  private static func assessment(
    _ assessor: Assessor, _ results: [RunResult]
  ) throws -> Assessment {
    let rows = assessor.rows
    var doubts = [Double](repeating: 0, count: rows.count * rows.classes.count)
    for result in results where result.run.share == 1 {
      for (index, row) in result.run.test.enumerated() {
        for label in rows.classes.names.indices {
          doubts[row * rows.classes.count + label] = result.scores[index, label]
        }
      }
    }
    return try Assessment(
      rows: rows, options: assessor.options,
      linear: LinearJudgment(
        results: results, doubts: ScoreMatrix(values: doubts, classCount: rows.classes.count)))
  }

  @Test func everyRunIsTestedOnRowsThatItDidNotSee() throws {
    let (assessor, assessment) = try Self.assess(Self.rows())
    #expect(assessor.runs.count == 4 + 2 * 4)
    for run in assessor.runs { #expect(Set(run.training).isDisjoint(with: run.test)) }
    #expect(assessment.accuracy.folds.count == 4)
    let interval = try #require(assessment.accuracy.interval)
    #expect(interval.low <= assessment.accuracy.value && assessment.accuracy.value <= interval.high)
    let curve = try #require(assessment.accuracyCurve)
    #expect(curve.points.map { ($0.rows / 15).rounded() } == [1, 2, 4])
    for (point, share) in zip(curve.points, [0.25, 0.5, 1]) {
      let rows = assessor.runs.filter { $0.share == share }.map(\.training.count)
      #expect(point.rows == Double(rows.reduce(0, +)) / Double(rows.count))
    }
    #expect(curve.points.allSatisfy { $0.testedRows == 80 })
    let forecast = try #require(curve.forecast(rows: 160))
    #expect(forecast.interval.low <= forecast.interval.high && forecast.interval.high <= 1)
  }

  @Test func whatTheModelsDoubtIsFound() throws {
    let assessment = try Self.assessment(try Self.assessor(Self.rows()))
    #expect(assessment.accuracy.value == 78.0 / 80)
    #expect(assessment.noise.candidates().map(\.row).sorted() == [7, 30])
    #expect(assessment.noise.ranking.prefix(2).sorted() == [7, 30])
  }

  /// Without a model to fine-tune the linear one says everything; with one it stands beside it.
  @Test func theLinearModelStandsBesideAnyOther() throws {
    let rows = try Self.rows()
    var options = Assessor.Options()
    options.shares = [0.5]
    let alone = try Assessor(rows, trainer: nil, options: options)
    #expect(try alone.forecastDuration() == nil)
    let assessment = try alone.run()
    #expect(assessment.isLinear && assessment.accuracy == assessment.linearAccuracy)
    #expect(assessment.noise.candidates().map(\.row).sorted() == [7, 30])
    let json = assessment.report(model: "linear").data
    #expect(json["label_noise"]?["ranking"]?.array?.count == rows.count)
    let (_, tuned) = try Self.assess(rows)
    #expect(!tuned.isLinear)
    let figures = tuned.report(model: "tiny").data["forecast"]
    #expect(figures?["linear_accuracy"]?["value"] == .number(tuned.linearAccuracy.value))
    #expect(HTMLReport.render(tuned.report(model: "tiny")).contains("Accuracy of a linear model"))
  }

  @Test func theReportNamesRowsByTheirNumberInTheFile() throws {
    let assessment = try Self.assessment(try Self.assessor(Self.rows()))
    let report = assessment.report(model: "tiny")
    #expect(report.data["n"] == 80 && report.data["folds"] == 4)
    let curve = report.data["learning_curve"]?["accuracy"]
    #expect(curve?["forecast"]?.array?.map { $0["rows"] } == [80, 160])
    #expect(curve?["points"]?.array?.map { $0["tested_rows"] } == [80, 80, 80])
    let first = report.data["label_noise"]?["candidates"]?.array?.prefix(2)
      .compactMap { $0["row"]?.integer }
    #expect(first?.sorted() == [107, 130])
    #expect(report.data["label_noise"]?["candidates"]?.array?[0]["label"]?.string?.first != " ")
    let text = TextReport(colored: false).render(report)
    #expect(text.contains("Learning curve") && text.contains("P(suggestion)"))
    #expect(HTMLReport.render(report).contains("Label noise"))
  }

  /// Three rows in four folds: one fold tests none, and macro F1 is a third of a class that nobody learned.
  @Test(arguments: [(3, true), (4, false)])
  func aClassWithFewerRowsThanFoldsIsSaid(rare: Int, isSaid: Bool) throws {
    let labels = (0..<40).map { $0 < rare ? " rare" : $0 % 2 == 0 ? " even" : " odd" }
    let rows = try AssessmentRows(
      file: "rows.jsonl", prompts: (0..<40).map { "\($0) word ->" }, completions: labels,
      numbers: Array(0..<40))
    let report = try Self.assessment(try Self.assessor(rows)).report(model: "tiny")
    let note =
      "Macro F1 counts each class the same: the class 'rare' has fewer rows than there are folds, "
      + "and is 33.3 % of it."
    let text = TextReport(colored: false).render(report).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(text.contains(note) == isSaid)
  }

  @Test func numbersStandForLongLabelsOnly() throws {
    var rows = try Self.rows()
    rows.numberLongLabels(encode: Self.encode)
    #expect(!rows.areNumbered && rows.completions == [" negative", " positive"])
    #expect(rows.support == [40, 40])
    #expect(try Self.rows(wrong: [7]).support == [39, 41])
    rows.numberLongLabels { text in text.utf8.map { Int32($0) } }
    #expect(rows.areNumbered && rows.completions == [" 0", " 1"])
    #expect(rows.classes.names == ["negative", "positive"])
  }

  @Test func textsAreNoClasses() {
    #expect(throws: AssayError.self) {
      try AssessmentRows(
        file: "x", prompts: ["a", "b", "c"], completions: ["x", "y", "z"], numbers: [0, 1, 2])
    }
    #expect(throws: AssayError.self) {
      try AssessmentRows(
        file: "x", prompts: ["a", "b", "c"], completions: ["x", "x", "x"], numbers: [0, 1, 2])
    }
  }

  /// A preset learns everything from the file, so tokens that the file lacks are left out.
  @Test func aPresetKnowsTheTokensOfTheFileOnly() throws {
    let rows = try Self.rows()
    let trainer = try FoldTrainer(
      base: BaseModel(name: "nano", folder: nil), hyperparameters: Hyperparameters(), rows: rows,
      encode: Self.encode)
    let tokens = Set((rows.prompts + rows.completions).flatMap(Self.encode))
    #expect(trainer.vocabularySize == tokens.count + 1)
    let scores = try trainer.classify([0, 1], with: trainer.train(on: [0, 1, 2, 3]))
    #expect(scores.count == 2 && scores.allSatisfy { $0.count == 2 })
  }

  /// Also when the last batch of an epoch has a single example.
  @Test(arguments: [7, 8, 9, 15, 16, 17])
  func examplesAreCountedAsTheyAreSeen(count: Int) throws {
    var request = Hyperparameters()
    request.epochs = 2
    request.batchSize = 8
    let trainer = try FoldTrainer(
      base: BaseModel(name: "nano", folder: nil), hyperparameters: request, rows: Self.rows(),
      encode: Self.encode)
    var seen = 0
    _ = try trainer.train(on: Array(0..<count)) { seen += $0 }
    #expect(seen == 2 * count && trainer.examplesSeen(rowCount: count) == seen)
  }

  /// As `assay train` cuts them: the end stays, or the start where that is asked for.
  @Test(arguments: [nil, TruncationSide.left, .right])
  func longPromptsAreCutFromTheSideThatIsAskedFor(_ side: TruncationSide?) throws {
    let filler = Array(repeating: "so", count: 300).joined(separator: " ")
    let prompts = (0..<8).map { row in
      "\(row % 2 == 0 ? "good" : "bad") \(filler) \(row % 4 < 2 ? "first" : "second")"
    }
    let completions = (0..<8).map { $0 % 2 == 0 ? " yes" : " no" }
    let rows = try AssessmentRows(
      file: "x", prompts: prompts, completions: completions, numbers: Array(0..<8))
    let trainer = try FoldTrainer(
      base: BaseModel(name: "nano", folder: nil), hyperparameters: Hyperparameters(), rows: rows,
      side: side, encode: Self.encode)
    #expect(trainer.shortenedRows == 8)
    #expect(trainer.side.lostPart == (side == .right ? "end" : "start"))
    // What was cut makes no difference between rows.
    let scores = try trainer.classify([0, 1, 2], with: trainer.train(on: [0, 1]))
    #expect((scores[0] == scores[1]) == (side != .right))
    #expect((scores[0] == scores[2]) == (side == .right))
  }
}
