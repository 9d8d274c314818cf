// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Something odd that the reader of the file noted and coped with.
struct FileNote: Check {
  static let kind = "file-note"
  static let holes = ["detail", "line", "cases"]
  let note: ReadingNote.Kind
  private let formats: Set<String>

  var isAboutFile: Bool { true }

  init(_ parameters: inout Parameters) throws(AssayError) {
    note = try parameters.choice("note")
    formats = Set(try parameters.strings("formats"))
    if let stray = formats.first(where: { TableFormat(rawValue: $0) == nil }) {
      throw parameters.error("unknown format `\(stray)`")
    }
  }

  func prepare(_ options: inout TableSource.Options) {
    if note == .otherForm { options.comparesForm = true }
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    let notes = profile.notes.filter { $0.kind == note }
    guard let first = notes.first, formats.isEmpty || formats.contains(profile.format.rawValue)
    else { return [] }
    let count = notes.reduce(0) { $0 + $1.count }
    let places = Self.places(notes)
    return [
      Conclusion(
        places: Array(places.prefix(Finding.shownPlaces)),
        rows: places.isEmpty ? 0 : Self.rows(notes, listed: places.count),
        values: [
          "detail": Plural.listed(notes, most: 6) { quoted($0.detail.utf8) },
          "line": String(first.location.line ?? 1),
          "cases": StandardHoles.counted(count, "time"),
        ])
    ]
  }

  /// How many rows have cases; a row may have several, of one note or of more.
  private static func rows(_ notes: [ReadingNote], listed: Int) -> Int {
    let isListed = notes.allSatisfy { $0.rowCount <= $0.rows.count }
    return isListed ? listed : max(listed, notes.map(\.rowCount).max() ?? 0)
  }

  /// The rows of all notes in the order of the file.
  private static func places(_ notes: [ReadingNote]) -> [Finding.Place] {
    var lines: [Int: Int] = [:]
    for note in notes {
      let first = note.location
      if note.rows.isEmpty, let row = first.row { lines[row] = first.line ?? 1 }
      for (index, row) in note.rows.enumerated() {
        lines[row] = index < note.lines.count ? note.lines[index] : first.line ?? 1
      }
    }
    return lines.sorted { $0.key < $1.key }.map { Finding.Place(row: $0, line: $1) }
  }
}
