// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import EvaluationMetrics
import Fixes
import Foundation
import JSON
import LanguageModel
import Records
import Reports
import RuleEngine
import Testing
import Training
import Workflows

/// Rows 2, 4 and 12: the guide's recipes pass as they stand there, and run from the file to the report.
@Suite struct RecipeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ recipe: Recipe, _ count: Int = 72, to name: String = "rows.jsonl") throws {
    try folder.write(
      (0..<count).map { index in
        let (prompt, completion) = recipe.row(index)
        let row: JSONValue = ["prompt": .string(prompt), "completion": .string(completion)]
        return row.text() + "\n"
      }.joined(), to: name)
  }

  /// Codes of findings about the form of rows, not about how many there are.
  private static func faults(_ report: LintReport) -> [String] {
    let advice = ["ROW001", "CLS001", "CLS009", "DUP003"]
    return report.findings.filter { $0.severity > .info }.map(\.code).filter {
      !advice.contains($0)
    }
  }

  @Test("Rows 2, 4, 12: a recipe passes as the guide has it", arguments: Recipe.all)
  func itPassesAsTheGuideHasIt(_ recipe: Recipe) throws {
    try write(recipe)
    let file = DataFile(folder.path("rows.jsonl"))
    let report = try Linting(Sample.options).run(LintRequest([file])).reports[0]
    #expect(report.facts?.task == recipe.task)
    #expect(report.facts?.statistics["stop"]?.string == recipe.stop)
    #expect(Self.faults(report).isEmpty == recipe.isPrepared, "\(report.findings)")
  }

  @Test("Row 12: a recipe runs from the file to the report", arguments: Recipe.all)
  func itRunsFromFileToReport(_ recipe: Recipe) throws {
    try write(recipe)
    var fix = FixRequest(DataFile(folder.path("rows.jsonl")))
    fix.options = Sample.options
    fix.destination = .file(folder.path("ready.jsonl"))
    fix.division = nil
    let result = try Fixing.run(fix)
    #expect(Self.faults(result.outcome.after).isEmpty, "\(result.left)")
    if recipe.isPrepared {
      #expect(try result.action == .none || lines("ready.jsonl") == lines("rows.jsonl"))
    }
    let data = folder.path(result.action == .none ? "rows.jsonl" : "ready.jsonl")
    let record = try train(data)
    #expect(record.separator == recipe.separator && record.stop == recipe.stop)
    var wish = EvaluateRequest(
      .model(folder.path("model"), file: data), options: EvaluationOptions())
    wish.generates = recipe.task != "classification"
    let report = try Evaluating.run(wish).report
    let key = recipe.task == "classification" ? "accuracy" : "exact_match"
    #expect(JSONReport.render(report).contains("\"\(key)\""))
    #expect(HTMLReport.render(report).contains("</html>"))
  }

  private func lines(_ name: String) throws -> [Substring] {
    try folder.text(of: name).split(separator: "\n")
  }

  private func train(_ data: String) throws -> TrainingRecord {
    try folder.writeSmallModel(positions: 128)
    var request = TrainingRequest(trainingFile: data, model: folder.path("config.json"))
    request.output = folder.path("model")
    request.hyperparameters.maximumSteps = 2
    request.hyperparameters.precision = .f32
    guard
      case .finished(let record, _) = try TrainingRun(
        request, program: .init(version: "1", command: [])
      ).perform()
    else { throw CocoaError(.featureUnsupported) }
    return record
  }
}
