// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Texts that are mostly capital letters.
struct UpperCase: Check {
  static let kind = "upper-case"
  let field: Field

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let survey = profile.survey(of: field)
    // More than a third of the letters: the threshold of the legacy guide's tool.
    guard 2 * survey.upper > survey.lower, survey.upper > 0, profile.task != .chat else {
      return []
    }
    let letters = survey.upper + survey.lower
    return [
      Conclusion(
        field, rows: survey.rows,
        values: ["share": StandardHoles.percent(survey.upper, of: letters)])
    ]
  }
}
