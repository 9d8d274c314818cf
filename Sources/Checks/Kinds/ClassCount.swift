// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A classification has very many classes.
struct ClassCount: Check {
  static let kind = "class-count"
  static let holes = ["classes", "maximum"]
  let maximum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    maximum = try parameters.integer("maximum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.labels.count > maximum else { return [] }
    return [
      Conclusion(
        .completion, rows: profile.rows,
        values: [
          "classes": Plural.grouped(profile.labels.count), "maximum": Plural.grouped(maximum),
        ])
    ]
  }
}
