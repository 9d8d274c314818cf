// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@Suite struct FindingTests {
  /// A finding about a file as a whole has no rows, no column and no fix unless it says so.
  @Test func whatIsNotSaidIsUnknown() {
    let finding = Finding(
      code: "IO003", name: "byte-order-mark", severity: .info, message: "there is a mark",
      file: "a.csv", help: "Leave it out.")
    #expect(finding.code == "IO003" && finding.name == "byte-order-mark")
    #expect(finding.severity == .info && finding.message == "there is a mark")
    #expect(finding.file == "a.csv" && finding.help == "Leave it out.")
    #expect(finding.places.isEmpty && finding.rowCount == 0)
    #expect(finding.field == nil && finding.fix == nil)
  }

  @Test func rowsAndFixesAreKept() {
    let place = Finding.Place(row: 3, line: 5, range: 2..<4)
    let finding = Finding(
      code: "SEP001", name: "missing-separator", severity: .error, message: "none", file: "a",
      places: [place], rowCount: 7, field: "prompt", fix: .unsafe, help: "Add one.")
    #expect(finding.places == [place] && finding.rowCount == 7)
    #expect(finding.field == "prompt" && finding.fix == .unsafe)
    var other = finding
    other.places = [Finding.Place(row: 3, line: 5)]
    #expect(other != finding && other.places[0].range == nil)
    #expect(place.row == 3 && place.line == 5 && place.range == 2..<4)
  }

  /// Reports show this many rows at most; the documentation says so.
  @Test func twentyRowsAreShown() {
    #expect(Finding.shownPlaces == 20)
  }
}
