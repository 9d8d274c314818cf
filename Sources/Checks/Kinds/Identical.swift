// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// All texts of a field are the same.
struct Identical: ColumnCheck {
  static let kind = "identical"
  static let holes = ["text"]
  let field: Field

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let survey = profile.survey(of: field)
    guard survey.isUniform, survey.edges.count == survey.rows, survey.rows > 1 else { return [] }
    return [
      Conclusion(
        field, rows: survey.rows, values: ["text": quoted(survey.edges.prefix.prefix(40))])
    ]
  }
}
