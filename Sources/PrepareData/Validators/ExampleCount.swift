// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Says how many rows there are, and when they are few.
struct ExampleCount: Validator {
  private static let enough = 100

  func examine(
    _ frame: inout PairFrame, _ context: Analysis
  ) throws(AssayError) -> Diagnosis {
    let advice =
      frame.count < Self.enough
      ? "; a few hundred are better, and each doubling tends to help as much as the last" : ""
    return Diagnosis(notes: ["the file holds \(frame.count) prompt-completion pairs\(advice)"])
  }
}
