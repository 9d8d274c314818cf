// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// A file has too few rows to learn from.
struct RowCount: Check {
  static let kind = "row-count"
  static let holes = ["minimum"]
  let minimum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    minimum = try parameters.integer("minimum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.rows < minimum else { return [] }
    return [Conclusion(rows: profile.rows, values: ["minimum": String(minimum)])]
  }
}
