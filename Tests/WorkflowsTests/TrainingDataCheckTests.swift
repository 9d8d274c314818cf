// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import RuleEngine
import Testing
import Training

@testable import Workflows

/// Rows 1 and 9: what the linter refuses is not trained on, in its words, and files of a run that share
/// prompts are no test.
@Suite struct TrainingDataCheckTests {
  private static func row(_ number: Int, _ completion: String? = nil) -> String {
    let answer = completion ?? (number % 2 == 0 ? " yes" : " no")
    return #"{"prompt":"case \#(number) ->","completion":"\#(answer)"}"#
  }

  private static func lines(_ rows: some Sequence<String>) -> String {
    rows.map { $0 + "\n" }.joined()
  }

  private static func rows(_ numbers: Range<Int>) -> String { lines(numbers.map { row($0) }) }

  private func check(
    _ text: String, name: String = "train.jsonl", validation: String? = nil,
    change: (inout TrainingRequest) -> Void = { _ in }
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    var request = TrainingRequest(trainingFile: try folder.write(text, to: name))
    request.validationFile = try validation.map { try folder.write($0, to: "valid.jsonl") }
    change(&request)
    return try TrainingDataCheck(request).run()
  }

  private func lint(_ text: String, name: String) throws -> [Finding] {
    let folder = try TemporaryFolder()
    let file = DataFile(try folder.write(text, to: name))
    return try Linting(Sample.options).run(LintRequest([file])).reports.flatMap(\.findings)
  }

  /// Files with an error that training would not notice by itself.
  private static let refused: [(name: String, text: String, code: String, line: Int?)] = [
    ("comma.jsonl", lines((0..<8).map { row($0) + "," }), "JSON001", 1),
    (
      "twice.jsonl", rows(0..<8) + #"{"prompt":"a ->","prompt":"b ->","completion":" no"}"# + "\n",
      "JSON003", 9
    ),
    (
      "stop.jsonl", lines((0..<9).map { row($0, " answer \($0) END") } + [row(9, " answer 9")]),
      "STOP004", 10
    ),
    (
      "inside.jsonl", lines((0..<9).map { row($0, " a\($0) END") } + [row(9, " b END c END")]),
      "STOP002", 10
    ),
    (
      "key.csv",
      "prompt,completion\n"
        + (0..<8).map { "case \($0) ->,\($0 % 2 == 0 ? "yes" : "no")\n" }.joined()
        + "-----BEGIN RSA PRIVATE KEY----- ->,no\n", "SEC002", 10
    ),
  ]

  @Test(arguments: refused.indices) func whatLintRefusesIsNotTrainedOn(_ index: Int) throws {
    let (name, text, code, line) = Self.refused[index]
    let error = #expect(throws: AssayError.self) { try check(text, name: name) }
    let refused = try #require(RefusedRows(try lint(text, name: name)))
    #expect(refused.errors.first?.code == code)
    #expect(error?.location?.line == line)
    #expect(error?.message == "the file cannot be trained on: \(refused.reasons.dropLast())")
    #expect(error?.remedy == "\(refused.advice) To train in spite of a rule: --ignore \(code)")
    let isLeftOut = try check(text, name: name) { $0.ignoredRules = refused.errors.map(\.code) }
    #expect(isLeftOut == [])
  }

  @Test func aValidationFileIsRefusedToo() throws {
    let faulty = Self.lines((20..<26).map { Self.row($0) + "," })
    let error = #expect(throws: AssayError.self) {
      try check(Self.rows(0..<8), validation: faulty)
    }
    #expect(error?.location?.file.hasSuffix("valid.jsonl") == true)
  }

  /// Lint counts labels, and training what it learns: where they differ, it is said why.
  @Test(arguments: ["base", "linear"])
  func labelsThatDifferInSpaceAloneAreSaid(model: String) throws {
    let folder = try TemporaryFolder()
    try folder.writeSmallModel(positions: 24)
    func warnings(_ labels: [String]) throws -> [String] {
      let rows = (0..<40).map {
        #"{"prompt":"row \#($0) ->","completion":"\#(labels[$0 % labels.count])"}"# + "\n"
      }
      var request = TrainingRequest(
        trainingFile: try folder.write(rows.joined(), to: "train.jsonl"),
        model: model == "linear" ? model : folder.path("config.json"))
      request.output = folder.path("out")
      request.policy = .overwrite
      if model != "linear" {
        request.hyperparameters.maximumSteps = 1
        request.hyperparameters.precision = .f32
      }
      var told: [String] = []
      _ = try TrainingRun(request, program: .init(version: "9.9", command: [])) { event in
        if case .begins(let overview) = event { told += overview.warnings }
        if case .warning(let text) = event { told.append(text) }
      }.perform()
      return told
    }
    #expect(try warnings([" yes", " no"]).isEmpty)
    let told = try warnings([" yes", " no", "yes", " no "])
    #expect(told.count == 1, "\(told)")
    #expect(told.first?.contains("4 classes are learned of 2 labels") == true)
  }

  @Test func warningsAndUploadsAreNoReasonToRefuse() throws {
    #expect(try check(Self.rows(0..<4)) == [])
    #expect(try check(Self.refused[0].text) { $0.isVetted = true } == [])
  }

  @Test func aRuleThatIsNotThereIsNamed() throws {
    let error = #expect(throws: AssayError.self) {
      try check(Self.rows(0..<4)) { $0.ignoredRules = ["NONE9"] }
    }
    #expect(error?.message.contains("`NONE9`") == true)
  }

  /// A corpus has no prompts; its file can be faulty all the same.
  @Test func ofACorpusTheFileIsChecked() throws {
    let texts = (0..<6).map { #"{"prompt":"","completion":"text \#($0)"}"# }
    func corpus(_ text: String) throws -> [String] {
      try check(text) { $0.hyperparameters.objective = .languageModel }
    }
    #expect(try corpus(Self.lines(texts)) == [])
    #expect(try corpus(Self.lines((0..<6).map { #"{"completion":"text \#($0)"}"# })) == [])
    #expect(throws: AssayError.self) { try corpus(Self.lines(texts.map { $0 + "," })) }
  }

  @Test("Row 9: prompts that two files share are said") func sharedPromptsAreSaid() throws {
    let warnings = try check(Self.rows(0..<8), validation: Self.rows(6..<10))
    #expect(warnings.count == 1)
    #expect(
      warnings.first?.hasPrefix("The validation file does not test what was learned: ") == true)
    #expect(warnings.first?.contains("2 rows") == true, "\(warnings)")
    #expect(try check(Self.rows(0..<8), validation: Self.rows(8..<10)) == [])
    let unsaid = try check(Self.rows(0..<8), validation: Self.rows(6..<10)) {
      $0.ignoredRules = ["SPL"]
    }
    #expect(unsaid == [])
  }

  @Test("Row 9: the same file twice is said") func theSameFileTwiceIsSaid() throws {
    let warnings = try check(Self.rows(0..<8)) { $0.validationFile = $0.trainingFile }
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix("The validation file is the training file") == true)
  }
}
