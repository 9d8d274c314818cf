// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON

extension Excerpts {
  /// More of a text nobody reads beside a finding.
  private static let width = 160

  /// The first rows that a finding means: each text that matters, cut around what is meant.
  func json(of finding: Finding, places: Int) -> JSONValue {
    .array(
      finding.places.prefix(places).map { place in
        [
          "row": .integer(place.row), "line": .integer(place.line),
          "repeats": .init(finding.isAboutRepeats ? repeats(row: place.row) : nil),
          "texts": .array(texts(of: finding, at: place)),
        ]
      })
  }

  private func texts(of finding: Finding, at place: Finding.Place) -> [JSONValue] {
    let field = self.field(ofColumn: finding.field)
    return (field.map { [$0] } ?? Field.allCases).compactMap { shown in
      guard let text = self.text(row: place.row, shown) else { return nil }
      let line = ExcerptLine(text, range: field == nil ? nil : place.range, width: Self.width)
      return [
        "name": .string(name(of: shown)), "before": .string(line.before),
        "marked": .string(line.middle), "after": .string(line.after),
      ]
    }
  }
}
