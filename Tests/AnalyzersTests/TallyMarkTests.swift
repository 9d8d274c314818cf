// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Analyzers

@Suite struct TallyMarkTests {
  private func marks(_ rows: Range<Int>, kind: Int = 0) -> Tally.Marks {
    var marks = Tally.Marks()
    for row in rows { marks.add(Finding.Place(row: row, line: row + 1), kind: kind) }
    return marks
  }

  @Test func aRowCountsOnceWhereverItStands() {
    var marks = Tally.Marks()
    for row in [0, 0, 1, 1, 1, 5] { marks.add(Finding.Place(row: row, line: row + 1)) }
    #expect(marks.count == 3 && marks.places.map(\.row) == [0, 1, 5])
  }

  @Test func eachKindHasItsBit() {
    #expect(marks(0..<1).kinds == 1 && marks(0..<1, kind: 3).kinds == 8)
    var both = marks(0..<1)
    both.merge(marks(1..<2, kind: 5))
    #expect(both.kinds == 33)
    var again = marks(0..<1)
    again.add(Finding.Place(row: 0, line: 1), kind: 2)
    #expect(again.kinds == 5 && again.count == 1)
  }

  @Test func theFirstPlacesAreKept() {
    let shown = Finding.shownPlaces
    #expect(marks(0..<shown).places.count == shown)
    #expect(marks(0..<shown + 1).places.count == shown && marks(0..<shown + 1).count == shown + 1)
    var left = marks(0..<shown - 1)
    left.merge(marks(shown - 1..<shown + 4))
    #expect(left.places.map(\.row) == Array(0..<shown) && left.count == shown + 4)
  }
}
