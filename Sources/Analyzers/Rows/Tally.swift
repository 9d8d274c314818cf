// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Records

/// What a check has found in some rows: the first places and how many there are, apart for prompts,
/// completions and whole rows. Mergeable.
package struct Tally: Mergeable, Codable {
  /// The places of one field.
  package struct Marks: Sendable, Codable {
    package private(set) var places: [Finding.Place] = []
    package private(set) var count = 0
    /// Which of the things that a check tells apart were met, a bit for each.
    package private(set) var kinds: UInt64 = 0

    private var lastRow: Int?

    private enum CodingKeys: CodingKey {
      case places, count, kinds
    }

    init() {}

    /// A row counts once, however many of its texts are at fault.
    package mutating func add(_ place: Finding.Place, kind: Int = 0) {
      kinds |= 1 << UInt64(kind)
      guard place.row != lastRow else { return }
      lastRow = place.row
      count += 1
      if places.count < Finding.shownPlaces { places.append(place) }
    }

    package mutating func merge(_ next: Marks) {
      count += next.count
      kinds |= next.kinds
      places.append(contentsOf: next.places.prefix(Finding.shownPlaces - places.count))
    }
  }

  private var prompt = Marks()
  private var completion = Marks()
  private var row = Marks()
  /// Rows that are not at fault and that a check has to count.
  package private(set) var others = Marks()

  package init() {}

  /// The marks of a field; nil: of whole rows.
  package subscript(field: Field?) -> Marks {
    switch field {
    case .prompt: prompt
    case .completion: completion
    case nil: row
    }
  }

  /// Whether nothing was found.
  package var isEmpty: Bool { prompt.count + completion.count + row.count == 0 }

  /// Notes that a record is meant, which bytes of which field, and what was met there.
  package mutating func add(
    _ record: Record, _ field: Field?, range: Range<Int>? = nil, kind: Int = 0
  ) {
    let place = Finding.Place(row: record.number, line: record.line, range: range)
    switch field {
    case .prompt: prompt.add(place, kind: kind)
    case .completion: completion.add(place, kind: kind)
    case nil: row.add(place, kind: kind)
    }
  }

  package mutating func addOther(_ record: Record) {
    others.add(Finding.Place(row: record.number, line: record.line))
  }

  package mutating func merge(_ next: Tally) {
    others.merge(next.others)
    prompt.merge(next.prompt)
    completion.merge(next.completion)
    row.merge(next.row)
  }
}
