// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Evaluation

@Suite struct LinearBaselineTests {
  private func rows(_ numbers: Range<Int>) -> PromptRows {
    PromptRows(
      prompts: numbers.map { "\($0 % 2 == 0 ? "fine" : "poor") thing \($0) ->" },
      completions: numbers.map { $0 % 2 == 0 ? " yes" : " no" })
  }

  @Test func itLearnsFromTheTrainingRowsAndIsMeasuredOnOthers() throws {
    let baseline = try #require(
      try LinearBaseline(training: rows(0..<40), classes: [" yes", " no"]))
    let measured = try #require(
      try baseline.measure(rows(40..<60), options: EvaluationOptions()))
    #expect(measured.name == "a linear model")
    #expect(measured.value("accuracy") == 1 && measured.value("macro_f1") == 1)
  }

  @Test func rowsOfOtherClassesAreNotLearnedAndNotMeasured() throws {
    let training = rows(0..<10)
    #expect(try LinearBaseline(training: training, classes: [" yes", " maybe"]) == nil)
    let baseline = try #require(
      try LinearBaseline(training: training, classes: [" yes", " no", " maybe"]))
    let foreign = PromptRows(prompts: ["a"], completions: [" other"])
    #expect(try baseline.measure(foreign, options: EvaluationOptions()) == nil)
  }

  /// The positive class may be called otherwise in the report.
  @Test func anUnknownPositiveClassIsNoFault() throws {
    var options = EvaluationOptions()
    options.positiveClass = "good"
    options.bootstrap = 100
    let baseline = try LinearBaseline(training: rows(0..<20), classes: [" yes", " no"])
    #expect(try baseline?.measure(rows(20..<30), options: options) != nil)
  }
}
