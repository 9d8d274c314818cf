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

  /// A row that stands twice before and once after is shared once.
  @Test func rowsOfOneSideAreTold() {
    let rows = EffectRows(
      before: .init(prompts: ["x", "x", "y"], labels: ["a", "a", "b"]),
      after: .init(prompts: ["x", "y", "z"], labels: ["a", "b", "b"]))
    #expect(rows.prompts == ["x", "x", "y", "z"] && rows.labels == ["a", "a", "b", "b"])
    #expect(rows.onlyBefore == [1] && rows.onlyAfter == [3])
    #expect(rows.shared == [0, 2] && rows.changed == 2)
  }

  @Test func aChangeOfNothingHasNoEffect() throws {
    let labels = (0..<40).map { $0 % 2 == 0 ? "a" : "b" }
    let effect = try DataEffect(rows(labels), file: "f.csv")
    #expect(effect.folds == 5 && effect.seed == 42)
    #expect(effect.testedRows == 40 && effect.changedRows == 0)
    #expect(effect.accuracy.before == effect.accuracy.after)
    #expect(effect.macroF1.before == effect.macroF1.after)
  }
}
