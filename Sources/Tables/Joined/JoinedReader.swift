// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Reads files one after another as if they were one: rows are numbered on, and a column is the same in all
/// of them by its name. A file without rows has nothing to add.
struct JoinedReader: TableReader {
  private let path: String
  /// How many files there are, and how to open one of them.
  private let count: Int
  private let open: @Sendable (Int) throws(AssayError) -> any TableReader
  private let starts: PartStarts
  private var reader: (any TableReader)?
  /// The file that is read, and what of its rows was read.
  private var part = 0
  private var rows = 0
  /// The number of its first row.
  private var firstRow = 0
  private var union = ColumnUnion()
  private var joined = JoinedNotes()
  /// Why a file had no rows.
  private var emptiness: AssayError?

  init(
    path: String, count: Int, starts: PartStarts,
    open: @escaping @Sendable (Int) throws(AssayError) -> any TableReader
  ) {
    self.path = path
    self.count = count
    self.starts = starts
    self.open = open
  }

  var notes: [ReadingNote] {
    var joined = joined
    joined.add(reader?.notes ?? [], firstRow: firstRow)
    return joined.notes
  }

  mutating func next() throws(AssayError) -> RowBatch? {
    while part < count {
      if let batch = try nextOfPart() {
        rows = batch.firstRow + batch.count
        let places = union.places(of: batch.columns)
        return batch.arranged(
          file: path, columns: union.columns, places: places, firstRow: firstRow + batch.firstRow)
      }
      joined.add(reader?.notes ?? [], firstRow: firstRow)
      reader = nil
      firstRow += rows
      (part, rows) = (part + 1, 0)
    }
    if firstRow == 0, let emptiness { throw emptiness }
    return nil
  }

  private mutating func nextOfPart() throws(AssayError) -> RowBatch? {
    do throws(AssayError) {
      if reader == nil {
        starts.note(firstRow, of: part)
        reader = try open(part)
      }
      return try reader?.next()
    } catch {
      guard error.code == .noRows, rows == 0 else { throw error }
      emptiness = error
      return nil
    }
  }
}
