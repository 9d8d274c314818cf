// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Texts that are mostly capital letters.
struct UpperCase: Check {
  static let kind = "upper-case"
  let field: Field
  /// Fewer small letters than this for each capital are too few.
  let smallPerCapital: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
    smallPerCapital = try parameters.integer("small-per-capital", default: 2)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let (upper, lower) = letters(profile)
    guard smallPerCapital * upper > lower, upper > 0, profile.task != .chat else { return [] }
    return [
      Conclusion(
        field, rows: profile.survey(of: field).rows,
        values: ["share": StandardHoles.percent(upper, of: upper + lower)])
    ]
  }

  /// The letters of the texts without their common ending, whose case nobody means to change.
  private func letters(_ profile: Profile) -> (upper: Int, lower: Int) {
    let survey = profile.survey(of: field)
    guard let ending = profile.ending(of: field) else { return (survey.upper, survey.lower) }
    let inside = ending.bytes.withUnsafeBufferPointer { TextTraits.letters(of: $0) }
    return (survey.upper - ending.rows * inside.upper, survey.lower - ending.rows * inside.lower)
  }
}
