// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Says so when the rows look like classification.
struct TaskInference: Validator {
  func examine(
    _ frame: inout PairFrame, _ context: Analysis
  ) throws(AssayError) -> Diagnosis {
    guard context.task == .classification else { return Diagnosis() }
    return Diagnosis(notes: [
      "the data looks like classification: few completions, each many times",
      "a small model is often enough for classification",
      "rows held back from training can tell how well the model does",
    ])
  }
}
