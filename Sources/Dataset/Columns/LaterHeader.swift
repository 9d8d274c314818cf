// SPDX-License-Identifier: Apache-2.0

import Tables

/// A row below titles and the like that names the columns of a table.
struct LaterHeader {
  private let line: Int
  /// What parts its cells, where the lines above it have made the reader take something else.
  private let separator: Character?
  /// Whether the file is a text, of which a program can leave out lines.
  private let isText: Bool

  /// More lines than titles have.
  private static let lines = 20
  private static let separators: [Character] = [";", "\t", "|", ","]

  /// - Parameter isHeader: whether cells are the names of columns.
  init?(in batch: RowBatch, of format: TableFormat, isHeader: ([String]) -> Bool) {
    isText = format != .xlsx
    for index in 0..<min(Self.lines, batch.count) {
      let row = batch[index]
      let cells = batch.columns.indices.map(row.text)
      if isHeader(cells) {
        (line, separator) = (row.line, nil)
        return
      }
      let text = cells[0]
      let other = Self.separators.first { isHeader(Self.cells(of: text, partedBy: $0)) }
      guard let other, cells.dropFirst().allSatisfy(\.isEmpty) else { continue }
      (line, separator) = (row.line, other)
      return
    }
    return nil
  }

  private static func cells(of line: String, partedBy separator: Character) -> [String] {
    let cells = line.split(separator: separator, omittingEmptySubsequences: false)
    return cells.count < 2 ? [] : cells.map { String($0.filter { $0 != "\"" }) }
  }

  /// The line to name as that of the header; nil where the reader takes something else for what parts its
  /// cells.
  var lineToName: Int? { separator == nil ? line : nil }

  var remedy: String {
    let parted =
      switch separator {
      case nil: ""
      case "\t": ", with tabs between its cells"
      case let separator?: ", with `\(separator)` between its cells"
      }
    guard separator != nil else {
      return
        "Line \(line) looks like the header: give --header-line \(line); if line 1 is rows, move the "
        + "header to the top"
    }
    let command = isText ? ", as `tail -n +\(line) FILE` does" : ""
    return
      "Line \(line) looks like the header\(parted): remove what stands above it, such as titles"
      + "\(command); if it is rows, move the header to the top"
  }
}
