// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter

/// One sheet of a workbook.
struct Sheet {
  let pointer: UnsafeMutablePointer<lxw_worksheet>
  let name: String
  let workbook: Workbook

  /// The last row of a sheet.
  static let lastRow = 1_048_575

  init(_ pointer: UnsafeMutablePointer<lxw_worksheet>, name: String, workbook: Workbook) {
    self.pointer = pointer
    self.name = name
    self.workbook = workbook
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

  /// Draws a bar in each cell, full at 1.
  func bars(rows: ClosedRange<Int>, column: Int) {
    var rule = lxw_conditional_format()
    rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    rule.bar_color = 0xA9C1F5
    rule.bar_solid = 1
    rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    rule.min_value = 0
    rule.max_value = 1
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
