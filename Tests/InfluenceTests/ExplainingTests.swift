// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Influence
import JSON
import Reports
import Testing
import Training
import Workflows

@Suite struct ExplainingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  /// Rows that one word decides; those about trains have the wrong label.
  private func train() throws -> String {
    let rows = (0..<60).map { row in
      let isWrong = row % 10 == 0
      let word = row % 2 == 0 ? "good" : "bad"
      let thing = isWrong ? "train" : "thing"
      return "\(word) \(thing) \(row),\((row % 2 == 0) != isWrong ? "yes" : "no")"
    }
    let file = try folder.write(
      "prompt,completion\n" + rows.joined(separator: "\n") + "\n", to: "train.csv")
    var request = TrainingRequest(trainingFile: file, model: "linear")
    request.output = path("linear")
    _ = try TrainingRun(request, program: .init(version: "9", command: ["assay"])).perform()
    return path("linear")
  }

  private func test() throws -> String {
    try folder.write(
      "prompt,completion\ngood thing,yes\nbad thing,no\ngood train 5,yes\n", to: "test.csv")
  }

  @Test func rowsThatPushedAreNamedAndTested() throws {
    var request = ExplainRequest(model: try train(), file: try test())
    request.selection = .row(2)
    request.tested = 1
    request.rowsPerAnswer = 6
    let explanations = try Explaining.run(request)
    let answer = try #require(explanations.answers.first)
    #expect(answer.answer == "no" && answer.label == "yes" && explanations.wrong == 1)
    #expect(answer.pushes.allSatisfy { $0.prompt.contains("train") && $0.label == "no" })
    #expect(abs(answer.sum - answer.logOdds) < 1e-3 * max(1, abs(answer.logOdds)))
    let test = try #require(answer.test)
    #expect(test.fall > test.randomFall && test.isTurned)
    let json = explanations.report().data["answers"]?.array?.first
    #expect(json?["pushes"]?.array?.count == answer.pushes.count)
    // The terminal too shows what the row says and what it should be called.
    let text = TextReport().render(explanations.report())
    #expect(text.contains("\nRow 3: no instead of yes\n"), "\(text)")
    #expect(text.contains("\"good train 5\" has the label 'yes'"), "\(text)")
  }

  @Test func wrongAnswersAreFound() throws {
    let request = ExplainRequest(model: try train(), file: try test())
    #expect(try Explaining.run(request).answers.map(\.row) == [2])
    var right = request
    right.selection = .row(0)
    let answer = try #require(try Explaining.run(right).answers.first)
    #expect(answer.answer == "yes" && answer.other == "no")
  }

  @Test func whatCannotBeExplainedIsRefused() throws {
    let model = try train()
    var request = ExplainRequest(model: model, file: try test())
    request.selection = .row(3)
    #expect(throws: AssayError.self) { try Explaining.run(request) }
    // Another file stands where the training rows were.
    request.selection = .wrong
    try folder.write("prompt,completion\na,yes\nb,no\n", to: "train.csv")
    let error = #expect(throws: AssayError.self) { try Explaining.run(request) }
    #expect(error?.remedy?.contains("--training") == true)
  }
}
