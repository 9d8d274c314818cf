// SPDX-License-Identifier: Apache-2.0

import Reports

/// Rows of cells as text, each column as wide as its widest cell.
package enum TextColumns {
  /// A line for each row.
  /// - Parameter numbers: the columns that are set to the right.
  package static func table(_ rows: [[String]], numbers: Set<Int> = []) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TerminalWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - TerminalWidth.of(cell))
        return numbers.contains(column) ? space + cell : cell + space
      }
      return withoutSpacesBehind(cells.joined(separator: "  ")) + "\n"
    }.joined()
  }

  /// A line for each label and what it names.
  /// - Parameter room: the columns of the terminal, where values that need more go on in further lines.
  package static func pairs(
    _ lines: [(label: String, value: String)], width room: Int? = nil
  ) -> String {
    let width = lines.map { TerminalWidth.of($0.label) }.max() ?? 0
    let indent = String(repeating: " ", count: width + 2)
    return lines.map { label, value in
      let space = String(repeating: " ", count: width - TerminalWidth.of(label))
      let start = "\(label)\(space)  "
      guard let room else { return start + value + "\n" }
      let parts = WrappedText.lines(value, indent: indent, width: room).joined(separator: "\n")
      return start + parts.dropFirst(indent.count) + "\n"
    }.joined()
  }

  private static func withoutSpacesBehind(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
