// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

/// Small parts of readers by themselves: notes, names of elements, merged cells, odd characters.
@Suite struct ReaderPartTests {
  @Test func notesListTheirRowsAndLines() {
    var notes = ReadingNotes()
    notes.add(.mendedLine, "x", at: Location(file: "f"), row: 3)
    notes.add(.mendedLine, "x", at: Location(file: "f", line: 9), row: 5)
    notes.add(.mendedLine, "x", at: Location(file: "f", line: 9), row: 5)
    notes.add(.mendedLine, "x", at: Location(file: "f"), row: 8)
    notes.add(.mendedLine, "y", at: Location(file: "f", line: 2))
    #expect(notes.notes.map(\.count) == [4, 1] && notes.notes.map(\.rowCount) == [3, 0])
    #expect(notes.notes[0].rows == [3, 5, 8] && notes.notes[0].lines == [1, 9, 1])
    #expect(notes.notes[1].rows == [] && notes.notes[1].lines == [])
    #expect(notes.notes[1].location.line == 2)
  }

  @Test func rowsOfANoteAreListedUpToALimit() {
    var notes = ReadingNotes()
    for row in 0..<150 {
      notes.add(.dateCell, at: Location(file: "f", line: row + 2), row: row)
      notes.add(.mendedLine, at: Location(file: "f", line: row + 2), row: row)
    }
    #expect(notes.notes.map(\.rowCount) == [150, 150])
    // A mended row is a changed row: each is listed.
    #expect(notes.notes.map(\.rows.count) == [100, 150])
    #expect(notes.notes.map { $0.lines.last } == [101, 151])
  }

  @Test func objectsHoldLists() {
    #expect(TableFormat.allCases.filter(\.holdsLists) == [.json, .jsonl, .parquet, .arrow])
  }

  @Test(
    arguments: [
      ("ns|row", true), ("n|row", false), ("nss|row", false), ("ms|row", false), ("ns|rows", false),
      ("row", false), ("ns|ro", false), ("|row", false),
    ] as [(String, Bool)])
  func elementsAreToldByNamespaceAndName(_ name: String, _ isRow: Bool) {
    let matches = name.withCString { XMLElement(name: $0).matches("ns", "row") }
    #expect(matches == isRow)
    let local = name.withCString { XMLElement(name: $0).hasLocalName("row") }
    #expect(local == name.split(separator: "|").last.map { $0 == "row" })
  }

  private func ranges(_ references: String...) -> MergedValues {
    MergedValues(references.compactMap { MergedRange($0) })
  }

  /// Rows count from 1, as in the references.
  @Test func mergedCellsOfTheHeaderAreLeftOut() {
    var merged = ranges("A1:A1", "B1:B3", "C3:C4", "D4:E4")
    let header = MergedRange("B1:B3")?.rows.lowerBound ?? 0
    #expect(merged.start(below: header)?.reference == "B1:B3")
    #expect(merged.ranges(at: header + 1) == [])
    #expect(merged.ranges(at: header + 2).map(\.reference) == ["C3:C4"])
    #expect(merged.ranges(at: header + 3).map(\.reference) == ["D4:E4"])
    var below = ranges("A2:A3")
    #expect(below.start(below: header) == nil)
    #expect(below.ranges(at: header + 1).map(\.reference) == ["A2:A3"])
  }

  private func share(_ text: String, _ bytes: [UInt8], _ encoding: TextEncoding) -> Double? {
    CharacterOddness(Array(text.unicodeScalars), encoding, bytes: bytes).share
  }

  /// Vowels and tones of Thai stand above and below a letter.
  @Test func marksOfThaiStandOnLetters() {
    let letters: [UInt8] = [0xA1, 0xA2]
    #expect(share("\u{E01} \u{E02}", letters, .thai) == 0)
    #expect(share("\u{E01}\u{E49}", [0xA1, 0xE9], .thai) == 0)
    #expect(share("\u{E01} \u{E49}", [0xA1, 0xE9], .thai) == 0.5)
    #expect(share("\u{E01}a", [0xA1], .thai) == 1)
  }

  /// Half-width katakana and characters of level 2 are rare in Shift JIS; each counts once.
  @Test func rareCharactersOfShiftJIS() {
    // Kana of two bytes, which are common.
    #expect(share("\u{3042}\u{3044}", [0x82, 0xA0, 0x82, 0xA2], .shiftJIS) == 0)
    // Half-width katakana are of no script here, and rare.
    #expect(share("\u{FF71}", [0xB1, 0x41], .shiftJIS) == 2)
    #expect(share("\u{FF71}\u{FF72}", [0xB1, 0xB2, 0x41], .shiftJIS) == 2)
    // A character of level 2 beside one of level 1.
    #expect(share("\u{3042}\u{6F3E}", [0x82, 0xA0, 0x99, 0x40], .shiftJIS) == 0.5)
  }
}
