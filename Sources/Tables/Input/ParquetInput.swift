// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Parquet

/// The rows of a Parquet file as JSON Lines, so that they are read as those are.
final class ParquetInput: ByteInput {
  private let rows: ParquetRows
  private let limit: Int
  private let file: String
  private var text: [UInt8] = []
  /// What of the text was given out.
  private var place = 0
  private var row = 0
  private var isAtEnd = false

  init(_ file: InputFile, limits: TableLimits) throws(AssayError) {
    self.file = file.path
    limit = limits.rowBytes
    rows = try ParquetRows(file: file.path, byteCount: file.byteCount ?? 0) {
      buffer, place throws(AssayError) in try file.read(into: buffer, at: place)
    }
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
      row += 1
      guard text.count - start < limit else {
        throw .rowTooLong(file: file, line: row, limit: limit)
      }
      text.append(UInt8(ascii: "\n"))
    }
  }
}
