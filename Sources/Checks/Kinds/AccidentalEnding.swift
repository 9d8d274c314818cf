// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// All texts end alike, but in what looks like the end of ordinary text.
struct AccidentalEnding: ColumnCheck {
  static let kind = "accidental-ending"
  static let holes = ["ending"]
  let field: Field

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let edges = profile.survey(of: field).edges
    guard profile.needsEnding(field), profile.ending(of: field) == nil,
      Self.stands(at: field, profile)
    else { return [] }
    return [
      Conclusion(field, rows: edges.count, values: ["ending": quoted(edges.suffix.suffix(40))])
    ]
  }

  /// Whether the texts of a field end alike, be it in an ending or in text.
  static func stands(at field: Field, _ profile: Profile) -> Bool {
    let edges = profile.survey(of: field).edges
    return edges.count >= profile.rules.endings(of: field).fewestRows && !edges.suffix.isBlank
      && edges.suffix.count < CommonEdges.limit
  }
}
