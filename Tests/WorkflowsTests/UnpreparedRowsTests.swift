// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Foundation
import JSON
import LanguageModel
import Reports
import Tables
import Testing
import Training
import Workflows

/// Rows that are not as the model was trained to see them: made so, refused, or told of.
@Suite struct UnpreparedRowsTests {
  private let classifier: Classifier
  private var folder: TemporaryFolder { classifier.folder }

  init() throws { classifier = try Classifier() }

  private func evaluate(
    _ model: String, _ file: String, _ change: (inout EvaluateRequest) -> Void = { _ in }
  ) throws -> (data: JSONValue, told: [String]) {
    var told: [String] = []
    var request = EvaluateRequest(.model(model, file: file), options: EvaluationOptions())
    change(&request)
    let result = try Evaluating.run(request) { event in
      switch event {
      case .prepared(_, let change): told.append(change)
      case .warning(let text): told.append(text)
      default: break
      }
    }
    return (result.report.data, told)
  }

  private static func label(_ row: Int) -> String { row % 2 == 0 ? " yes" : " no" }

  @Test func rowsArePreparedAsTheModelWasTrained() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let model = try classifier.train(file)
    let prepared = try evaluate(model, file)
    #expect(prepared.told.isEmpty)
    let raw = try classifier.rows("raw.jsonl", separator: "") {
      Self.label($0).filter { $0 != " " }
    }
    let other = try evaluate(model, raw)
    #expect(other.data == prepared.data)
    #expect(
      other.told == [
        "24 prompts ended in ` ->`", "24 completions read as the class that is meant",
      ])
    // Half of a separator, and space behind it.
    let close = try classifier.rows("close.jsonl", separator: "->  ") { Self.label($0) + "\n" }
    #expect(try evaluate(model, close).data == prepared.data)
  }

  /// A model that learned labels behind prompts has seen no messages.
  @Test func conversationsAreNotMeasuredAsPrompts() throws {
    let model = try classifier.train(classifier.rows("train.jsonl", Self.label))
    let turns = #"{"messages":[{"role":"user","content":"good red 1"},"#
    let answer = #"{"role":"assistant","content":"yes"}]}"# + "\n"
    try folder.write(String(repeating: turns + answer, count: 4), to: "chat.jsonl")
    let error = #expect(throws: AssayError.self) {
      try evaluate(model, folder.path("chat.jsonl"))
    }
    #expect(error?.code == .missingColumn)
    #expect(error?.remedy?.contains("--to prompt-completion") == true)
  }

  @Test func tablesWithTheColumnsOfTheTrainingFileAreRead() throws {
    let table = (0..<24).map {
      "good \(Classifier.words[$0 % 6]) \($0),\($0 % 2 == 0 ? "yes" : "no")\n"
    }
    try folder.write("text,label\n" + table.joined(), to: "train.csv")
    let model = try classifier.train(folder.path("train.csv")) {
      $0.rows.promptColumn = "text"
      $0.rows.completionColumn = "label"
    }
    try folder.write("id,label,text\n1,yes,good red 2\n2,no,good kind 3\n", to: "test.csv")
    let found = try evaluate(model, folder.path("test.csv"))
    #expect(found.data["n"] == 2 && found.data["classes"] == ["no", "yes"])
    #expect(throws: AssayError.self) {
      try evaluate(model, folder.path("test.csv")) { $0.reading.completionColumn = "completion" }
    }
  }

  /// Prompts of several columns are made as in training, also where nobody says so again.
  @Test func aTemplateIsKeptWithTheModel() throws {
    let lines = (0..<24).map { row in
      let label = Self.label(row).filter { $0 != " " }
      return
        #"{"mood":"\#(row % 2 == 0 ? "good" : "bad")","word":"\#(Classifier.words[row % 6])","label":"\#(label)"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "parts.jsonl")
    let parts = folder.path("parts.jsonl")
    let model = try classifier.train(parts) {
      $0.rows.promptTemplate = "{mood} {word} ->"
      $0.rows.completionColumn = "label"
    }
    #expect(try TrainingRecord(folder: model).promptTemplate == "{mood} {word} ->")
    let found = try evaluate(model, parts)
    #expect(found.data["n"] == 24 && found.told.isEmpty)
    let joined = lines.indices.map { row in
      #"{"prompt":"\#(row % 2 == 0 ? "good" : "bad") \#(Classifier.words[row % 6]) ->","completion":"\#(Self.label(row).filter { $0 != " " })"}"#
    }
    try folder.write(joined.joined(separator: "\n") + "\n", to: "joined.jsonl")
    #expect(try evaluate(model, folder.path("joined.jsonl")).data == found.data)
    // Another one may be named.
    let other = try evaluate(model, parts) {
      $0.reading.promptTemplate = try? PromptTemplate("{word} {mood} ->")
      $0.reading.completionColumn = "label"
    }
    #expect(other.data["n"] == 24 && other.data != found.data)
    #expect(throws: AssayError.self) {
      try classifier.train(parts) { $0.rows.promptTemplate = "{nothing}" }
    }
  }

  @Test func rowsOfAnotherTaskAreRefused() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let texts = try classifier.rows("texts.jsonl") { " a text of its own \($0)" }
    let error = #expect(throws: AssayError.self) { try evaluate(model, texts) }
    #expect(
      error?.message
        == #"24 of 24 completions are none of the 2 classes that the model was trained on (" no", "#
        + #"" yes"), the first on line 1 is " a text of its own 0""#)
    #expect(error?.location?.file == texts && error?.location?.line == 1)
    let upper = try classifier.rows("upper.jsonl") { Self.label($0).uppercased() }
    let cause = #expect(throws: AssayError.self) { try evaluate(model, upper) }
    #expect(cause?.remedy?.contains("upper or lower case") == true)
    let numbers = try classifier.rows("numbers.jsonl") { " \($0 % 2)" }
    let number = #expect(throws: AssayError.self) { try evaluate(model, numbers) }
    #expect(number?.remedy?.contains("--labels FILE") == true)
  }

  @Test func aFewOtherLabelsAreToldOf() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let some = try classifier.rows("some.jsonl") { $0 == 5 ? " No" : Self.label($0) }
    let found = try evaluate(model, some)
    #expect(found.told.count == 1 && found.told[0].contains("1 of 24 completions is none of"))
    #expect(found.told[0].contains("on line 6 is \" No\"") && found.told[0].contains("case"))
    #expect(found.data["n"] == 24)
  }

  @Test func completionsOfAWriterGetItsStopAndSpace() throws {
    let model = try classifier.train(
      try classifier.rows("train.jsonl") { " a text of its own \($0) END" })
    let raw = try classifier.rows("raw.jsonl", separator: "") { "a text of its own \($0)" }
    let told = try evaluate(model, raw).told
    #expect(
      told == ["24 prompts ended in ` ->`", "24 completions made like those of the training file"])
    let classes = try classifier.rows("classes.jsonl") { Self.label($0) + " END" }
    #expect(try evaluate(model, classes).told.first?.contains("trained to write texts") == true)
  }

  @Test func aValidationFileOfOtherLabelsIsRefusedOrToldOf() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let bare = try classifier.rows("bare.jsonl") { Self.label($0).filter { $0 != " " } }
    let error = #expect(throws: AssayError.self) {
      try classifier.train(file) { $0.validationFile = bare }
    }
    #expect(error?.location?.file == bare && error?.remedy?.contains("but for space") == true)
    let some = try classifier.rows("some.jsonl", separator: "") {
      $0 == 5 ? " maybe" : Self.label($0)
    }
    var request = TrainingRequest(trainingFile: file, model: folder.path("config.json"))
    request.validationFile = some
    request.output = folder.path("other")
    request.hyperparameters.epochs = 1
    var warnings: [String] = []
    _ = try TrainingRun(
      request, program: .init(version: "9", command: []),
      observe: { if case .begins(let run) = $0 { warnings = run.warnings } }
    ).perform()
    #expect(warnings.contains { $0.contains("on line 6 is \" maybe\"") })
    #expect(warnings.contains { $0.contains("not every prompt ends in the separator") })
  }

  @Test func modelsAreComparedOnPreparedRows() throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let model = try classifier.train(file)
    let raw = try classifier.rows("raw.jsonl", separator: "") {
      Self.label($0).filter { $0 != " " }
    }
    func compare(_ file: String) throws -> JSONValue {
      var request = CompareRequest(model, model, options: EvaluationOptions())
      request.file = file
      return try Evaluating.compare(request).report(names: ("a", "b")).data
    }
    #expect(try compare(raw) == compare(file))
  }
}
