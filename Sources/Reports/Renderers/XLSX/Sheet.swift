// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// One sheet of a workbook.
struct Sheet {
  let pointer: UnsafeMutablePointer<lxw_worksheet>
  let name: String
  let workbook: Workbook

  /// The last row of a sheet.
  static let lastRow = 1_048_575

  /// The widest column, in characters: longer texts go on below.
  private static let widest = 60

  init(_ pointer: UnsafeMutablePointer<lxw_worksheet>, name: String, workbook: Workbook) {
    self.pointer = pointer
    self.name = name
    self.workbook = workbook
    setPage()
  }

  /// On paper: lying, as wide as the page, with the sheet's name and the number of the page.
  private func setPage() {
    worksheet_set_landscape(pointer)
    worksheet_fit_to_pages(pointer, 1, 0)
    // An ampersand starts a code, two are one.
    let title = name.replacing("&", with: "&&")
    worksheet_set_footer(pointer, "&L\(title)&RPage &P of &N")
  }

  /// Keeps the first rows and columns in sight, and repeats the rows on each printed page.
  func keepInSight(rows: Int, columns: Int) {
    worksheet_freeze_panes(pointer, UInt32(rows), UInt16(columns))
    if rows > 0 { worksheet_repeat_rows(pointer, 0, UInt32(rows - 1)) }
    if columns > 0 { worksheet_repeat_columns(pointer, 0, UInt16(columns - 1)) }
  }

  /// Makes a column as wide as its texts and its name, up to what people read without effort.
  /// - Parameter hasFilter: whether the name shares its cell with the arrow of a filter.
  /// - Returns: the characters that a line of it holds.
  @discardableResult func setWidth(
    fitting texts: some Sequence<String>, under name: String, hasFilter: Bool, column: Int
  ) -> Int {
    var width = TerminalWidth.of(name) + (hasFilter ? 3 : 0)
    for text in texts where width < Self.widest {
      for line in text.split(separator: "\n") { width = max(width, TerminalWidth.of(line)) }
    }
    width = min(max(width, 3), Self.widest)
    setWidth(Double(width) + Self.margin, columns: column...column)
    return width
  }

  /// What a cell has beside its text: its edges, and the space before it.
  private static let margin = 2.5

  /// Makes a row as high as its texts need; programs that print do not always see to it themselves.
  /// - Parameter texts: each with the characters that a line of its column holds.
  func setHeight(row: Int, fitting texts: some Sequence<(text: String, width: Int)>) {
    let most = texts.map { Self.lines($0.text, width: $0.width) }.max() ?? 1
    guard most > 1 else { return }
    worksheet_set_row(
      pointer, UInt32(row), min(Double(most) * Self.lineHeight, Self.highest), nil)
  }

  private static let lineHeight = 15.0
  /// What a spreadsheet allows.
  private static let highest = 409.0

  private static func lines(_ text: String, width: Int) -> Int {
    // Most texts are short, and an ASCII one has a column for each byte.
    if text.utf8.count <= width, !text.utf8.contains(UInt8(ascii: "\n")) { return 1 }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + WrappedText.lines(String($1), indent: "", width: width).count }
  }

  /// Writes text over the first columns, on as many lines as it needs in a width of about a page.
  func writeParagraph(_ text: String, row: Int, lastColumn: Int, style: Workbook.Style) {
    let lines = WrappedText.lines(text, indent: "", width: Self.paragraphWidth(style)).count
    worksheet_merge_range(
      pointer, UInt32(row), 0, UInt32(row), UInt16(lastColumn), CellText.encoded(text),
      workbook.format(style))
    worksheet_set_row(pointer, UInt32(row), Double(lines) * (style == .verdict ? 19 : 15.5), nil)
  }

  private static func paragraphWidth(_ style: Workbook.Style) -> Int {
    style == .verdict ? 80 : 100
  }

  /// Writes text; it is never taken for a formula or a link.
  func write(_ text: String, row: Int, column: Int, style: Workbook.Style = .plain) {
    worksheet_write_string(
      pointer, UInt32(row), UInt16(column), CellText.encoded(text), workbook.format(style))
  }

  func write(_ value: Double, row: Int, column: Int, style: Workbook.Style) {
    guard value.isFinite else { return }
    worksheet_write_number(
      pointer, UInt32(row), UInt16(column), value, workbook.format(style))
  }

  func write(_ value: Bool, row: Int, column: Int) {
    worksheet_write_boolean(
      pointer, UInt32(row), UInt16(column), value ? 1 : 0, workbook.format(.plain))
  }

  /// Widths are in characters.
  func setWidth(_ width: Double, columns: ClosedRange<Int>) {
    worksheet_set_column(
      pointer, UInt16(columns.lowerBound), UInt16(columns.upperBound), width, nil)
  }

  /// Colors the cells from one color at the lowest value to another at the highest.
  func colorScale(rows: ClosedRange<Int>, columns: ClosedRange<Int>, low: UInt32, high: UInt32) {
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
    rule.min_color = low
    rule.max_color = high
    addRule(&rule, rows: rows, columns: columns)
  }

  /// Draws a bar in each cell.
  /// - Parameter full: the value whose bar fills its cell.
  func bars(rows: ClosedRange<Int>, column: Int, full: Double) {
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    rule.bar_color = 0xA9C1F5
    rule.bar_solid = 1
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.min_value = 0
    rule.max_value = full
    addRule(&rule, rows: rows, columns: column...column)
  }

  private func addRule(
    _ rule: inout lxw_conditional_format, rows: ClosedRange<Int>, columns: ClosedRange<Int>
  ) {
    worksheet_conditional_format_range(
      pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
      UInt16(columns.upperBound), &rule)
  }
}
