// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Some rows of a JSON file have other keys than most.
struct RowShape: Check {
  static let kind = "row-shape"
  static let holes = ["shapes", "keys"]

  init(_ parameters: inout Parameters) throws(AssayError) {}

  var analyzers: [any Analyzer] { [RowShapes()] }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    guard let found = profile[RowShapes.self], found.oddRows > 0 else { return [] }
    return [
      Conclusion(
        places: found.places, rows: found.oddRows,
        values: [
          "shapes": found.shapes.map { Plural.grouped($0) }
            ?? "more than \(Plural.grouped(RowShapes.limit))",
          "keys": Plural.listed(found.columns, most: 6) { quoted($0.utf8) },
        ])
    ]
  }
}
