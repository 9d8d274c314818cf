// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import EvaluationMetrics
import Testing

@Suite struct RequirementTests {
  private let figures = [
    NamedFigure("accuracy", .value(0.9)), NamedFigure("auroc", .undefined("one class only")),
  ]

  @Test(arguments: ["accuracy>=0.9", "accuracy <= 0.9", " accuracy>0.8", "accuracy<1"])
  func reached(text: String) throws {
    #expect(try Requirement(text).miss(in: figures) == nil)
  }

  @Test(arguments: ["accuracy>0.9", "accuracy>=0.91", "accuracy<0.9", "auroc>=0"])
  func missed(text: String) throws {
    #expect(try Requirement(text).miss(in: figures) != nil)
  }

  @Test(arguments: ["accuracy", "accuracy=0.9", ">=0.9", "accuracy>=much", ""])
  func notUnderstood(text: String) {
    #expect(throws: AssayError.self) { try Requirement(text) }
  }

  @Test(arguments: [
    ("accuracy>=0.85 at 95%", 0.95, true, 0.86), ("accuracy>0.85 at 99.5 %", 0.995, true, 0.86),
    ("accuracy<=0.95 at 90%", 0.9, false, 0.94),
  ]) func figuresMayHaveToBeSure(text: String, confidence: Double, isLower: Bool, sure: Double)
    throws
  {
    let requirement = try Requirement(text)
    #expect(requirement.confidence == confidence)
    let reached = try requirement.miss(in: figures) { key, asked, side in
      #expect(key == "accuracy" && asked == confidence && side == isLower)
      return sure
    }
    #expect(reached == nil)
    let missed = try requirement.miss(in: figures) { _, _, isLower in isLower ? 0.8 : 0.99 }
    #expect(missed?.contains("confidence") == true)
    #expect(throws: AssayError.self) { try requirement.miss(in: figures) }
  }

  @Test(arguments: [
    "accuracy>=0.9 at", "accuracy>=0.9 at 95", "accuracy>=0.9 at 100%", "accuracy>=0.9 at 20%",
    "accuracy>=0.9 with 95%", "accuracy>=0.9 0.8",
  ]) func otherConfidencesAreNotUnderstood(text: String) {
    #expect(throws: AssayError.self) { try Requirement(text) }
  }

  /// Of 100 rows 90 are right: Wilson's one-sided bound, worked by hand.
  @Test func accuracyIsSureByItsCounts() throws {
    let predictions = ClassificationPredictions(
      labels: (0..<100).map { "\($0 % 2)" },
      predictions: (0..<100).map { $0 < 10 ? "\(1 - $0 % 2)" : "\($0 % 2)" })
    let evaluation = try ClassificationEvaluation(predictions)
    let low = try #require(evaluation.bound(of: "accuracy", confidence: 0.95, isLower: true))
    #expect(abs(low - 0.839644) < 1e-5)
    let macro = try #require(evaluation.bound(of: "macro_f1", confidence: 0.95, isLower: true))
    #expect(macro > 0.8 && macro < 0.9)
    #expect(evaluation.bound(of: "none", confidence: 0.95, isLower: true) == nil)
  }

  /// Each class always gets one answer, whatever rows are drawn: one F1 of three is 1, two are 0.
  @Test(arguments: [true, false])
  func otherFiguresAreSureByResampling(isLower: Bool) throws {
    let labels: [String] = (0..<40).map { $0 < 20 ? "a" : $0 < 30 ? "b" : "c" }
    let answers: [String] = (0..<40).map { $0 < 20 ? "a" : $0 < 30 ? "c" : "b" }
    let evaluation = try ClassificationEvaluation(
      ClassificationPredictions(labels: labels, predictions: answers))
    let bound = try #require(
      evaluation.bound(of: "macro_f1", confidence: 0.95, isLower: isLower))
    #expect(abs(bound - 1.0 / 3) < 1e-9)
  }

  @Test func unknownFiguresAreNamed() throws {
    let requirement = try Requirement("acuracy>=0.9")
    #expect(throws: AssayError.self) { try requirement.miss(in: figures) }
  }
}
