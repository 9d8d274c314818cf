// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Dataset
package import Records

/// All texts start alike.
package struct CommonPrefix: Check {
  package static let kind = "common-prefix"
  package static let holes = ["prefix", "length"]
  package let field: Field
  /// How many bytes must be shared, up to a border between words.
  package let minimum: Int

  package init(_ parameters: inout Parameters) throws(AssayError) {
    field = try parameters.choice("column")
    minimum = try parameters.integer("minimum")
  }

  package func isNeeded(_ profile: Profile) -> Bool { prefix(profile) != nil }

  /// Counts the texts that are nothing without the prefix: it is no decoration then.
  package func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let prefix = prefix(profile) else { return }
    let text = record.text(of: field)
    guard text.count >= prefix.count, !text.isBlank else { return }
    let rest = Bytes(rebasing: text[prefix.count...])
    if Ending.isAll(
      of: rest, profile.ending(of: field), by: profile.survey(of: field).endings.rules)
    {
      tally.addOther(record)
    }
  }

  package func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let prefix = prefix(profile) else { return [] }
    var conclusion = Conclusion(
      field, rows: profile.survey(of: field).edges.count,
      values: [
        "prefix": quoted(prefix.prefix(60)),
        "length": StandardHoles.counted(String(decoding: prefix, as: UTF8.self).count, "character"),
      ])
    conclusion.isRepairable = tally.others.count == 0
    return [conclusion]
  }

  private func prefix(_ profile: Profile) -> [UInt8]? {
    let survey = profile.survey(of: field)
    guard survey.edges.count > 1, !survey.isUniform, profile.task != .chat else { return nil }
    let prefix = Self.wholeWords(survey.edges.prefix)
    return prefix.count >= minimum ? prefix : nil
  }

  /// The prefix up to the last border between words: `category_` of `category_a` and `category_b`
  /// is part of a name and stays whole.
  package static func wholeWords(_ prefix: [UInt8]) -> [UInt8] {
    let end = prefix.lastIndex { $0.isWhitespace || $0 == UInt8(ascii: ":") }
    return end.map { Array(prefix[...$0]) } ?? []
  }
}
