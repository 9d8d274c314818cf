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

  @Test func unknownFiguresAreNamed() throws {
    let requirement = try Requirement("acuracy>=0.9")
    #expect(throws: AssayError.self) { try requirement.miss(in: figures) }
  }
}
