// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Evaluation

/// What can be said of the effect of a change, and when nothing can.
@Suite struct DataEffectTests {
  private func rows(_ labels: [String], after: [String]? = nil) -> EffectRows {
    let prompts = labels.indices.map { "text \($0)" }
    return EffectRows(
      before: .init(prompts: prompts, labels: labels),
      after: .init(prompts: prompts, labels: after ?? labels))
  }

  private func fault(_ rows: EffectRows) -> AssayError? {
    #expect(throws: AssayError.self) { try DataEffect(rows, file: "f.csv") }
  }

  @Test func oneLabelIsNoTask() {
    let found = fault(rows(Array(repeating: "a", count: 40)))
    #expect(found?.message == "all rows have the same label")
    #expect(found?.location == Location(file: "f.csv"))
    #expect(found?.remedy?.hasSuffix("give at least 10") == true)
  }

  @Test func tenRowsHaveToStay() {
    let labels = (0..<12).map { $0 % 2 == 0 ? "a" : "b" }
    // Of twelve rows three get another label: nine stay.
    let changed = labels.enumerated().map { $0.offset < 3 ? "c" : $0.element }
    #expect(
      fault(rows(labels, after: changed))?.message
        == "only 9 rows stayed the same, too few to test on")
  }

  @Test func aChangeOfNothingHasNoEffect() throws {
    let labels = (0..<40).map { $0 % 2 == 0 ? "a" : "b" }
    let effect = try DataEffect(rows(labels), file: "f.csv")
    #expect(effect.folds == 5 && effect.seed == 42)
  }
}
