// SPDX-License-Identifier: Apache-2.0

/// What the readers of several files noted, as if one had read them all.
package struct JoinedNotes {
  package private(set) var notes: [ReadingNote] = []

  package init() {}

  /// Adds the notes about the next file.
  /// - Parameter firstRow: the number of its first row in the whole.
  package mutating func add(_ more: [ReadingNote], firstRow: Int) {
    for var note in more {
      note.rows = note.rows.map { $0 + firstRow }
      let place = notes.firstIndex { $0.kind == note.kind && $0.detail == note.detail }
      if let place { notes[place].add(note) } else { notes.append(note) }
    }
  }
}

extension ReadingNote {
  /// Adds the cases of a later file.
  fileprivate mutating func add(_ next: ReadingNote) {
    count += next.count
    rowCount += next.rowCount
    // Mended rows are changed rows, and each of those is listed.
    let room = kind == .mendedLine ? next.rows.count : max(0, Self.maximumRows - rows.count)
    rows += next.rows.prefix(room)
    lines += next.lines.prefix(room)
  }
}
