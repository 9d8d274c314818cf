// SPDX-License-Identifier: Apache-2.0

import Platform

/// A report for the terminal: aligned tables, bars, and color where it is wanted.
package struct TextReport {
  /// Whether escape sequences for color are allowed.
  package var colored: Bool
  /// The most rows of a table that are printed.
  package var rowLimit: Int

  private static let barWidth = 20
  /// A bar that is shorter says nothing.
  private static let leastBar = 6
  private static let largestMatrix = 12
  /// Terminal columns, of which every terminal has as many.
  private static let width = 80
  private static let widestText = 48
  /// A text that is no longer is not cut for a bar.
  private static let readableText = 34
  private static let leastText = 10

  package init(colored: Bool = false, rowLimit: Int = 100) {
    self.colored = colored
    self.rowLimit = rowLimit
  }

  package func render(_ report: Report) -> String {
    var lines = [bold(report.title), dim(VisibleText.escaped(report.summary))]
    if !report.verdict.isEmpty {
      let text = VisibleText.escaped(report.verdict)
      lines += [""] + WrappedText.lines(text, indent: "", width: Self.width)
    }
    for section in report.sections {
      let blocks = section.blocks.map(render).filter { !$0.isEmpty }
      if blocks.isEmpty { continue }
      lines += ["", bold(section.title)]
      for (index, block) in blocks.enumerated() { lines += (index > 0 ? [""] : []) + block }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func render(_ block: ReportBlock) -> [String] {
    switch block {
    case .figures(let figures): render(figures)
    case .table(let table): table.isRecords && !table.isAnswer ? [] : render(table)
    case .matrix(let matrix): render(matrix)
    case .note(let note):
      WrappedText.lines(VisibleText.escaped(note), indent: "  ", width: Self.width)
    case .chart, .intervals: []
    }
  }

  private func render(_ figures: [ReportFigure]) -> [String] {
    let names = figures.map { VisibleText.escaped($0.name) }
    let values = figures.map { figure in
      figure.value.map { NumberText.figure($0, figure.style) } ?? "–"
    }
    let nameWidth = names.map(TerminalWidth.of).max() ?? 0
    let valueWidth = values.map(TerminalWidth.of).max() ?? 0
    return figures.indices.map { index in
      let value = pad(values[index], to: valueWidth, left: true)
      let line = "  \(pad(names[index], to: nameWidth))  \(bold(value))"
      return line + aside(figures[index])
    }
  }

  /// The interval, or why there is no value.
  private func aside(_ figure: ReportFigure) -> String {
    if let interval = figure.interval {
      let low = NumberText.fixed(interval.lowerBound)
      let high = NumberText.fixed(interval.upperBound)
      return dim("  \(low) to \(high)")
    }
    return figure.value == nil ? figure.reason.map { dim("  " + $0) } ?? "" : ""
  }

  private func render(_ table: ReportTable) -> [String] {
    // The section says in words that there is none.
    if table.isRecords && table.rows.isEmpty { return [] }
    let shares = SharesOfAll(table)
    let shown =
      shares.map { $0.ends(of: table.rows, room: rowLimit) } ?? Array(table.rows.prefix(rowLimit))
    var cells = [table.columns.map { VisibleText.escaped($0.name) }]
    for row in shown {
      cells.append(
        zip(row, table.columns).map { VisibleText.cell(NumberText.cell($0, $1)) })
    }
    let barColumn = table.columns.lastIndex(where: \.isDrawn)
    let texts = table.columns.indices.filter { table.columns[$0].isText }
    cells = fitted(cells, texts: texts, beside: barColumn == nil ? 0 : Self.leastBar + 2)
    let full = shares?.largest ?? 1
    let room = min(Self.barWidth, Self.width - 2 - columns(of: cells))
    let bars =
      [""] + shown.map { row in barColumn.map { bar(row[$0], full: full, width: room) } ?? "" }
    var lines = align(cells, left: table.columns.map(\.isText), bars: bars)
    if !lines.isEmpty { lines[0] = dim(lines[0]) }
    let left = table.rows.count - shown.count
    guard left > 0 else { return lines }
    let place = shares.map { min(lines.count, $0.headCount(room: rowLimit) + 1) } ?? lines.count
    let between = shares == nil ? "" : " between"
    lines.insert(dim("  ... and \(NumberText.count(left)) more rows\(between)"), at: place)
    return lines
  }

  private func render(_ matrix: ReportMatrix) -> [String] {
    guard matrix.labels.count <= Self.largestMatrix else {
      return [dim("  \(matrix.labels.count) classes: the matrix is in the html and xlsx formats")]
    }
    let labels = matrix.labels.map { TerminalWidth.cut(VisibleText.cell($0), to: 16) }
    let counts = matrix.counts.map { $0.map(NumberText.count) }
    var cells = [["true \\ predicted"] + labels] + zip(labels, counts).map { [$0] + $1 }
    if columns(of: cells) > Self.width {
      // Names of many classes do not fit side by side: numbers stand for them.
      let numbers = labels.indices.map { "\($0 + 1)" }
      let named = zip(numbers, labels).map { "\($0) \($1)" }
      cells = [["true \\ predicted"] + numbers] + zip(named, counts).map { [$0] + $1 }
    }
    var lines = align(cells, left: [true] + labels.map { _ in false }, bars: [])
    lines[0] = dim(lines[0])
    return lines
  }

  /// The columns of the terminal that a table takes, with the space before and between its cells.
  private func columns(of rows: [[String]]) -> Int {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { TerminalWidth.of($0[column]) }.max() ?? 0
    }
    return 2 * widths.count + widths.reduce(0, +)
  }

  /// Cuts the widest texts until the lines fit, as far as something of each stays to be read.
  /// - Parameter reserved: the columns of the terminal that are for something else.
  private func fitted(_ rows: [[String]], texts: [Int], beside reserved: Int) -> [[String]] {
    var widths = (rows.first ?? []).indices.map { column in
      rows.map { TerminalWidth.of($0[column]) }.max() ?? 0
    }
    // Words say more than a bar: only long ones are cut for one.
    let long = texts.filter { widths[$0] > Self.readableText }
    for column in texts { widths[column] = min(widths[column], Self.widestText) }
    while true {
      let spare = Self.width - 2 * widths.count - widths.reduce(0, +)
      let widest = (spare < 0 ? texts : long).max { widths[$0] < widths[$1] }
      guard spare < reserved, let widest, widths[widest] > Self.leastText else { break }
      widths[widest] -= 1
    }
    return rows.map { row in
      row.indices.map { texts.contains($0) ? TerminalWidth.cut(row[$0], to: widths[$0]) : row[$0] }
    }
  }

  private func align(_ rows: [[String]], left: [Bool], bars: [String]) -> [String] {
    let widths = left.indices.map { column in
      rows.map { TerminalWidth.of($0[column]) }.max() ?? 0
    }
    return rows.enumerated().map { index, row in
      let cells = row.indices.map { pad(row[$0], to: widths[$0], left: !left[$0]) }
      let bar = index < bars.count && !bars[index].isEmpty ? "  " + bars[index] : ""
      let line = "  " + cells.joined(separator: "  ") + bar
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// - Parameter full: the share whose bar is as long as there is room for.
  private func bar(_ cell: ReportTable.Cell, full: Double, width: Int) -> String {
    guard case .number(let share) = cell, width >= Self.leastBar else { return "" }
    guard full == 1 else { return style("36", TextBar.drawn(share / full, width: width)) }
    let filled = Int((min(max(share, 0), 1) * Double(width)).rounded())
    return style("36", String(repeating: "█", count: filled))
      + dim(String(repeating: "░", count: width - filled))
  }

  private func pad(_ text: String, to width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(width - TerminalWidth.of(text), 0))
    return left ? space + text : text + space
  }

  private func bold(_ text: String) -> String { style("1", text) }
  private func dim(_ text: String) -> String { style("2", text) }
  private func style(_ code: String, _ text: String) -> String {
    colored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
