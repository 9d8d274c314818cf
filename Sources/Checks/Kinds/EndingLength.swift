// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A separator or stop sequence is long.
struct EndingLength: Check {
  static let kind = "ending-length"
  static let holes = ["ending", "length", "maximum"]
  let field: Field
  /// In characters.
  let maximum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
    maximum = try parameters.integer("maximum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.needsEnding(field), let ending = profile.ending(of: field),
      ending.text.count > maximum
    else { return [] }
    return [
      Conclusion(
        field, rows: ending.rows,
        values: [
          "ending": quoted(ending.bytes), "maximum": String(maximum),
          "length": StandardHoles.counted(ending.text.count, "character"),
        ])
    ]
  }
}
