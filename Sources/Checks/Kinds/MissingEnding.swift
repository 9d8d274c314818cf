// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// The texts do not end alike where they should: no separator, or no stop sequence. Of prompts that end
/// alike in text `AccidentalEnding` speaks.
struct MissingEnding: ColumnCheck {
  static let kind = "missing-ending"
  static let holes = ["proposal"]
  let field: Field

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard profile.needsEnding(field), profile.ending(of: field) == nil, profile.rows > 0,
      field != .prompt || !AccidentalEnding.stands(at: field, profile)
    else { return [] }
    return [
      Conclusion(
        field, rows: profile.rows,
        values: ["proposal": quoted(profile.proposedEnding(of: field))])
    ]
  }
}
