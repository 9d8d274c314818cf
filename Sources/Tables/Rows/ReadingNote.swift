// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Something odd that a reader saw and coped with: raw material for rules about files. All cases of
/// one kind and detail are one note.
package struct ReadingNote: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// The file starts with a byte-order mark.
    case byteOrderMark = "byte-order-mark"
    /// Blank lines were skipped, or blank rows of a workbook read as empty rows.
    case blankLine = "blank-line"
    /// A header cell is blank. Detail: the name given, such as `Unnamed: 2`.
    case blankHeader = "blank-header"
    /// A header occurs twice. Detail: the name given to the later one, such as `prompt.1`.
    case duplicateHeader = "duplicate-header"
    /// A line further down repeats the header, as in joined files; it was left out.
    case headerAgain = "header-again"
    /// Cells are separated by something else than the format says. Detail: the separator.
    case otherDelimiter = "other-delimiter"
    /// Rows, or the header, have a separator behind their last cell.
    case trailingDelimiter = "trailing-delimiter"
    /// A comma stands behind an object of JSON Lines, or behind the last of an array.
    case commaBehindObject = "comma-behind-object"
    /// Objects of a JSON file stand one after the other, without an array around them, and not each on
    /// one line.
    case objectSequence = "object-sequence"
    /// Lines of JSON Lines end in carriage returns alone.
    case carriageReturn = "carriage-return"
    /// A line that is no JSON was read as what it seems to mean; done when it is asked for.
    case mendedLine = "mended-line"
    /// A row is JSON in another form than assay writes; noted when it is asked for.
    case otherForm = "other-form"
    /// A quote stands inside a cell that is not quoted and was read as text.
    case quoteInsideCell = "quote-inside-cell"
    /// A blank stands before the quote that should open a cell, and the quotes were read as text.
    case blankBeforeQuote = "blank-before-quote"
    /// A JSON object has a key twice; the last value counts. Detail: the key, behind the column and a
    /// dot where the object stands inside of a value.
    case duplicateKey = "duplicate-key"
    /// The workbook has sheets that were not read. Detail: their names.
    case otherSheets = "other-sheets"
    /// A cell holds a formula whose value was never saved, and reads as empty.
    case formulaWithoutValue = "formula-without-value"
    /// The header of a workbook is not in its first row. Detail: the row's number.
    case lateHeader = "late-header"
    /// A cell of the prompts or completions, or of any column, holds a date. Detail: the column.
    case dateCell = "date-cell"
    /// Cells of a workbook are merged; what is merged over rows was read for each. Detail: their
    /// references.
    case mergedCells = "merged-cells"
    /// A number is shown otherwise than it is read, by the format of its cell. Detail: the column.
    case formattedNumber = "formatted-number"
    /// A row of a workbook is hidden, by a filter or by hand, and was read.
    case hiddenRow = "hidden-row"
    /// Bytes of a file of columns are no text, and were read in base 64. Detail: the column.
    case encodedBytes = "encoded-bytes"
    /// A column of a workbook is hidden. Detail: its name.
    case hiddenColumn = "hidden-column"
  }

  /// At most this many rows are listed, but for mended ones.
  package static let maximumRows = 100

  package var kind: Kind
  package var detail: String
  /// The first case.
  package var location: Location
  /// All cases.
  package var count: Int
  /// The rows that have cases; 0 where a note concerns no row.
  package var rowCount: Int
  /// The rows of the first cases, counted from 0; empty where a note concerns no row.
  package var rows: [Int]
  /// The lines of these rows, where the reader knows them.
  package var lines: [Int]
  /// The first case in words, where the detail does not show it.
  package var example = ""

  package init(
    kind: Kind, detail: String, location: Location, count: Int = 1, rows: [Int] = [],
    lines: [Int] = []
  ) {
    self.kind = kind
    self.detail = detail
    self.location = location
    self.count = count
    rowCount = rows.isEmpty ? 0 : count
    self.rows = rows
    self.lines = lines
  }
}

/// Gathers the notes of one pass.
struct ReadingNotes {
  private(set) var notes: [ReadingNote] = []
  private var places: [String: Int] = [:]
  /// The last row of each note.
  private var lastRows: [Int?] = []
  /// A hostile file could name a million keys.
  private static let maximumNotes = 1_000

  mutating func add(
    _ kind: ReadingNote.Kind, _ detail: String = "", at location: Location, row: Int? = nil,
    example: String = ""
  ) {
    let key = "\(kind.rawValue) \(detail)"
    if let place = places[key] {
      notes[place].count += 1
      if let row, lastRows[place] != row {
        notes[place].rowCount += 1
        lastRows[place] = row
      }
      // Mended rows are changed rows, and each of those is listed.
      let isListed = kind == .mendedLine || notes[place].rows.count < ReadingNote.maximumRows
      if let row, isListed, notes[place].rows.last != row {
        notes[place].rows.append(row)
        notes[place].lines.append(location.line ?? 1)
      }
      return
    }
    guard notes.count < Self.maximumNotes else { return }
    places[key] = notes.count
    var note = ReadingNote(
      kind: kind, detail: detail, location: location, count: 1, rows: row.map { [$0] } ?? [],
      lines: row.map { _ in [location.line ?? 1] } ?? [])
    note.example = example
    lastRows.append(row)
    notes.append(note)
  }
}
