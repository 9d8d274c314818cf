// SPDX-License-Identifier: Apache-2.0

/// Curves in a few lines of text: a line of braille dots, eight to a character, and marks on it.
package struct TextPlot: Sendable {
  /// Points that a line joins.
  package var line: [ReportChart.Point]
  /// Points that are marked each for itself.
  package var marks: [ReportChart.Point]
  package var mark: Character = "●"
  private let width: Int
  private let height: Int

  /// - Parameters:
  ///   - width: characters of the drawing, without its labels.
  ///   - height: lines of the drawing.
  package init(line: [ReportChart.Point], marks: [ReportChart.Point] = [], width: Int, height: Int)
  {
    self.line = line.filter { $0.x.isFinite && $0.y.isFinite }
    self.marks = marks.filter { $0.x.isFinite && $0.y.isFinite }
    self.width = max(2, width)
    self.height = max(2, height)
  }

  /// The lines of the drawing, with the highest and the lowest value beside it; empty where there are
  /// fewer than two points.
  package var lines: [String] {
    let all = line + marks
    guard all.count > 1, let low = all.map(\.y).min(), let high = all.map(\.y).max(),
      let first = all.map(\.x).min(), let last = all.map(\.x).max(), last > first
    else { return [] }
    let frame = Frame(x: first...last, y: low...high, columns: width * 2, rows: height * 4)
    var canvas = [[UInt32]](repeating: [UInt32](repeating: 0, count: width), count: height)
    draw(in: frame) { column, row in
      canvas[row / 4][column / 2] |= Self.bit(column: column % 2, row: row % 4)
    }
    var cells = canvas.map {
      $0.map { bits in
        bits == 0 ? Character(" ") : Unicode.Scalar(0x2800 + bits).map { Character($0) } ?? " "
      }
    }
    for point in marks {
      let (column, row) = frame.place(of: point)
      cells[row / 4][column / 2] = mark
    }
    return labeled(cells, low: low, high: high)
  }

  /// Sets the dots of the line, step by step along it.
  private func draw(in frame: Frame, _ set: (_ column: Int, _ row: Int) -> Void) {
    guard var last = line.first.map({ frame.place(of: $0) }) else { return }
    set(last.column, last.row)
    for point in line.dropFirst() {
      let next = frame.place(of: point)
      let steps = max(abs(next.column - last.column), abs(next.row - last.row))
      for step in 0..<steps {
        let share = Double(step + 1) / Double(steps)
        set(
          last.column + Int((Double(next.column - last.column) * share).rounded()),
          last.row + Int((Double(next.row - last.row) * share).rounded()))
      }
      last = next
    }
  }

  private func labeled(_ cells: [[Character]], low: Double, high: Double) -> [String] {
    let labels = [NumberText.fixed(high, digits: 3), NumberText.fixed(low, digits: 3)]
    let room = labels.map(\.count).max() ?? 0
    return cells.enumerated().map { row, characters in
      let label = row == 0 ? labels[0] : row == cells.count - 1 ? labels[1] : ""
      var text = String(characters)
      while text.last == " " { text.removeLast() }
      return String(repeating: " ", count: room - label.count) + label + " ┤" + text
    }
  }

  /// The bit of a dot within a braille character: two columns of four.
  private static func bit(column: Int, row: Int) -> UInt32 {
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    return bits[column][row]
  }

  /// Values on a grid of dots.
  private struct Frame {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>
    let columns: Int
    let rows: Int

    func place(of point: ReportChart.Point) -> (column: Int, row: Int) {
      let across = (point.x - x.lowerBound) / (x.upperBound - x.lowerBound)
      let height = y.upperBound - y.lowerBound
      let up = height > 0 ? (point.y - y.lowerBound) / height : 0.5
      return (
        Int((across * Double(columns - 1)).rounded()), Int(((1 - up) * Double(rows - 1)).rounded())
      )
    }
  }
}
