// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Evaluation

/// Rows made what a model was trained to see.
@Suite struct RowPreparationTests {
  private let sample = PromptRows(prompts: ["a", "b ->"], completions: ["x", " y END"])

  private var preparation: RowPreparation {
    var preparation = RowPreparation()
    preparation.separator = " ->"
    preparation.stop = " END"
    preparation.startsWithSpace = true
    return preparation
  }

  /// One row of each kind is told too, and what is prepared stays as it is.
  @Test func saysWhatWasDone() {
    var rows = sample
    let said = preparation.prepare(&rows)
    #expect(
      said == [
        "1 prompt ended in ` ->`", "1 completion made like those of the training file",
      ])
    #expect(rows.prompts == ["a ->", "b ->"])
    #expect(rows.completions == [" x END", " y END"])
    #expect(preparation.prepare(&rows).isEmpty)
    #expect(preparation.differences(of: rows).isEmpty)
  }

  @Test func saysWhatIsOtherwise() {
    let said = preparation.differences(of: sample)
    #expect(
      said == [
        "1 prompt without ` ->` at the end", "1 completion written otherwise than in training",
      ])
  }
}
