// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Reports
import Testing
import Workflows

/// Evaluating as a use, on predictions of files: no model is needed for that.
@Suite struct EvaluatingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// So many rows, of which every `step`th is wrong.
  private func predictions(_ name: String, wrongEvery step: Int, of count: Int = 40) throws
    -> String
  {
    let lines = (0..<count).map { row in
      let label = row % 2 == 0 ? "yes" : "no"
      let isWrong = row % step == step - 1
      let other = label == "yes" ? "no" : "yes"
      let (won, lost) = isWrong ? (other, label) : (label, other)
      return
        #"{"label": "\#(label)", "part": "\#(row % 4)", "scores": {"\#(won)": 0.8, "\#(lost)": 0.2}}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: name)
    return folder.path(name)
  }

  private func request(_ subject: EvaluateRequest.Subject) -> EvaluateRequest {
    EvaluateRequest(subject, options: EvaluationOptions())
  }

  @Test func requirementsThatAreMissedAreTold() throws {
    var request = request(.predictions(try predictions("p.jsonl", wrongEvery: 10)))
    request.requirements = try ["accuracy>=0.9", "accuracy>=0.95", "log_loss<=0.1"].map {
      try Requirement($0)
    }
    let result = try Evaluating.run(request)
    #expect(result.misses.count == 2)
    #expect(result.misses[0].contains("accuracy") && result.misses[0].contains("0.95"))
    request.requirements = [try Requirement("no_such_figure>=1")]
    #expect(throws: AssayError.self) { try Evaluating.run(request) }
  }

  /// No model works for a figure that there will not be.
  @Test func requiredFiguresAreKnownBeforeAModelIsRead() throws {
    let file = try predictions("p.jsonl", wrongEvery: 4)
    var request = request(.model("no such model", file: file))
    request.requirements = [try Requirement("acuracy>=0.9")]
    let error = #expect(throws: AssayError.self) { try Evaluating.run(request) }
    #expect(error?.message == "there is no figure 'acuracy' to require")
    #expect(error?.remedy?.contains("accuracy, ") == true)
    request.requirements = [try Requirement("exact_match>=0.9")]
    let plain = #expect(throws: AssayError.self) { try Evaluating.run(request) }
    #expect(plain?.message.contains("exact_match") == true)
    request.generates = true
    request.requirements += try ["f2>=0.5", "perplexity<9", "loss<2"].map { try Requirement($0) }
    let missing = #expect(throws: AssayError.self) { try Evaluating.run(request) }
    #expect(missing?.message == "there is no model 'no such model'")
  }

  @Test func theFiguresOfClassesAreKnownBeforeTheyAreMeasured() throws {
    let two = try ExpectedFigures.of(classes: ["no", "yes"], EvaluationOptions())
    let three = try ExpectedFigures.of(classes: ["a", "b", "c"], EvaluationOptions())
    #expect(two.contains("auroc") && two.contains("f0.5") && !two.contains("top_3_accuracy"))
    #expect(!three.contains("auroc") && three.contains("top_3_accuracy"))
    var options = EvaluationOptions()
    options.positiveClass = "b"
    #expect(try ExpectedFigures.of(classes: ["a", "b", "c"], options).contains("auroc"))
    let file = try predictions("p.jsonl", wrongEvery: 4)
    let measured = JSONReport.render(try Evaluating.run(request(.predictions(file))).report)
    for key in two { #expect(measured.contains("\"\(key)\""), "\(key)") }
  }

  @Test func aTemperatureIsFittedOnAnotherFile() throws {
    var request = request(.predictions(try predictions("p.jsonl", wrongEvery: 4)))
    let plain = JSONReport.render(try Evaluating.run(request).report)
    request.calibrationFile = try predictions("valid.jsonl", wrongEvery: 3)
    #expect(JSONReport.render(try Evaluating.run(request).report) != plain)
  }

  @Test func partsAreMeasuredApart() throws {
    var request = request(.predictions(try predictions("p.jsonl", wrongEvery: 4)))
    let plain = try Evaluating.run(request).report
    request.sliceColumn = "part"
    #expect(try Evaluating.run(request).report.sections.count > plain.sections.count)
    request.sliceColumn = "nowhere"
    #expect(throws: AssayError.self) { try Evaluating.run(request) }
  }

  @Test func allFilesThatAreReadAreInputs() {
    var request = request(.model("m", file: "rows.jsonl"))
    request.calibrationFile = "valid.jsonl"
    #expect(request.inputs == ["rows.jsonl", "valid.jsonl"])
    #expect(self.request(.predictions("p.jsonl")).inputs == ["p.jsonl", nil])
    request.linearRows = .file("train.jsonl")
    #expect(request.inputs == ["rows.jsonl", "valid.jsonl", "train.jsonl"])
  }

  /// Nothing is written over what is read, and no model is loaded for that.
  @Test func predictionsAreNotWrittenOverTheRows() throws {
    let file = try predictions("p.jsonl", wrongEvery: 4)
    var request = request(.model("no-such-model", file: file))
    request.predictionsFile = file
    let error = #expect(throws: AssayError.self) { try Evaluating.run(request) }
    #expect(error?.message.contains("is the input") == true)
  }

  @Test func modelsThatAreNotThereAreAnError() throws {
    let file = try predictions("p.jsonl", wrongEvery: 4)
    #expect(throws: AssayError.self) {
      try Evaluating.run(request(.model(folder.path("missing"), file: file)))
    }
    let score = ScoreRequest(model: folder.path("missing"), file: file)
    #expect(throws: AssayError.self) { try Scoring.run(score) { _ in } }
    let assess = AssessRequest(DataFile(folder.path("missing.csv")), model: "nano")
    #expect(throws: AssayError.self) { try Assessing.run(assess) }
  }

  // MARK: - Comparing

  @Test func twoFilesAreComparedWithIntervals() throws {
    let first = try predictions("a.jsonl", wrongEvery: 4)
    let second = try predictions("b.jsonl", wrongEvery: 10)
    let request = CompareRequest(first, second, options: EvaluationOptions())
    #expect(request.options.bootstrap == 1_000)
    #expect(request.inputs == [first, second, nil])
    let comparison = try Evaluating.compare(request)
    #expect(!comparison.report(names: ("a", "b")).sections.isEmpty)
    var few = EvaluationOptions()
    few.bootstrap = 20
    #expect(CompareRequest(first, second, options: few).options.bootstrap == 20)
  }

  @Test func filesOfOtherRowsCannotBeCompared() throws {
    let request = CompareRequest(
      try predictions("a.jsonl", wrongEvery: 4), try predictions("b.jsonl", wrongEvery: 4, of: 20),
      options: EvaluationOptions())
    #expect(throws: AssayError.self) { try Evaluating.compare(request) }
  }

  /// Nobody waits for the first to be measured, only to read that the second is not there: here the
  /// first could not even be read.
  @Test func modelsAreLookedForBeforeAnythingIsRead() throws {
    let unreadable = try folder.write("{}\n", to: "a.jsonl")
    var request = CompareRequest(unreadable, folder.path("none"), options: EvaluationOptions())
    let pair = #expect(throws: AssayError.self) { try Evaluating.comparison(request) }
    #expect(pair?.message.hasPrefix("there is no model '") == true)
    request.others = [unreadable]
    let several = #expect(throws: AssayError.self) { try Evaluating.compareAll(request) }
    #expect(several?.message.hasPrefix("there is no model '") == true)
  }
}
