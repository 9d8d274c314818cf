// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Columnar

/// The rows of a file of columns as JSON Lines, so that they are read as those are.
final class ColumnarInput: ByteInput {
  private let rows: any ColumnarRows
  private let limit: Int
  private let file: String
  private var text: [UInt8] = []
  /// What of the text was given out.
  private var place = 0
  private var row = 0
  private var isAtEnd = false
  private var noted = ReadingNotes()

  /// What was odd about the rows that were read.
  var notes: [ReadingNote] { noted.notes }

  /// - Parameter file: its path, for messages.
  init(_ rows: any ColumnarRows, file: String, limits: TableLimits) {
    self.rows = rows
    self.file = file
    limit = limits.rowBytes
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AssayError) -> Int {
    if place == text.count { try fill(buffer.count) }
    let count = min(buffer.count, text.count - place)
    buffer.copyBytes(from: text[place..<place + count])
    place += count
    return count
  }

  private func fill(_ wanted: Int) throws(AssayError) {
    text.removeAll(keepingCapacity: true)
    place = 0
    while !isAtEnd, text.count < wanted {
      let start = text.count
      isAtEnd = try !rows.write(to: &text)
      if isAtEnd { return }
      noteEncoded()
      row += 1
      guard text.count - start < limit else {
        throw .rowTooLong(file: file, line: row, limit: limit)
      }
      text.append(UInt8(ascii: "\n"))
    }
  }
  private func noteEncoded() {
    for column in rows.encoded.names {
      let place = Location(file: file, row: row, line: row + 1, field: column)
      noted.add(.encodedBytes, column, at: place, row: row)
    }
    rows.encoded.removeAll()
  }
}
