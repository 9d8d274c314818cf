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
    let shapes = profile[RowShapes.self] ?? []
    guard let usual = shapes.first, shapes.count > 1 else { return [] }
    let odd = shapes.dropFirst()
    let places = odd.flatMap(\.places).sorted { $0.row < $1.row }.prefix(Finding.shownPlaces)
    let keys = odd.reduce(into: Set<Int>()) {
      $0.formUnion(Set($1.columns).symmetricDifference(usual.columns))
    }
    let names = keys.sorted().prefix(6).map { quoted(profile.columns[$0].utf8) }
    return [
      Conclusion(
        places: Array(places), rows: odd.reduce(0) { $0 + $1.count },
        values: [
          "shapes": Plural.grouped(shapes.count),
          "keys": names.joined(separator: ", ") + (keys.count > 6 ? ", ..." : ""),
        ])
    ]
  }
}
