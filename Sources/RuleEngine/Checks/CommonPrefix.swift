// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// All texts start alike.
struct CommonPrefix: Check {
  static let kind = "common-prefix"
  static let holes = ["prefix", "length"]
  let field: Field
  /// How many bytes must be shared, up to a border between words.
  let minimum: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
    minimum = try parameters.integer("minimum")
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let survey = profile.survey(of: field)
    guard survey.edges.count > 1, !survey.isUniform, profile.task != .chat else { return [] }
    let prefix = Self.wholeWords(survey.edges.prefix)
    guard prefix.count >= minimum else { return [] }
    return [
      Conclusion(
        field, rows: survey.edges.count,
        values: [
          "prefix": quoted(prefix.prefix(60)),
          "length": StandardHoles.counted(prefix.count, "byte"),
        ])
    ]
  }

  /// The prefix up to the last border between words: `category_` of `category_a` and `category_b`
  /// is part of a name and stays whole.
  static func wholeWords(_ prefix: [UInt8]) -> [UInt8] {
    let end = prefix.lastIndex { $0.isWhitespace || $0 == UInt8(ascii: ":") }
    return end.map { Array(prefix[...$0]) } ?? []
  }
}
