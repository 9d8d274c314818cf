// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Says how many rows there are, and when they are few.
struct ExampleCountValidator: Validator {
  private static let enough = 100

  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    let advice =
      frame.count < Self.enough
      ? "; a few hundred are better, and each doubling tends to help as much as the last" : ""
    return Diagnosis(notes: ["the file holds \(frame.count) prompt-completion pairs\(advice)"])
  }
}

/// Says so when the rows look like classification.
struct TaskValidator: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard context.task == .classification else { return Diagnosis() }
    return Diagnosis(notes: [
      "the data looks like classification: few completions, each many times",
      "a small model is often enough for classification",
      "rows held back from training can tell how well the model does",
    ])
  }
}
