// SPDX-License-Identifier: Apache-2.0

import CXLSXWriter
import Platform

/// The numbers of all curves in columns, and a native chart over each.
enum ChartSheet {
  private static let chartRows = 20

  static func write(_ charts: [ReportChart], to workbook: Workbook) {
    let charts = charts.filter { chart in chart.series.contains { !$0.points.isEmpty } }
    guard !charts.isEmpty, let sheet = workbook.addSheet("Curves"),
      let numbers = workbook.addSheet("Curve points")
    else { return }
    var column = 0
    for (index, chart) in charts.enumerated() {
      guard let native = makeChart(chart, workbook) else { continue }
      for series in chart.series where !series.points.isEmpty {
        write(series, of: chart, to: numbers, column: column)
        addSeries(series, to: native, numbers: numbers, column: column)
        column += 2
      }
      worksheet_insert_chart(
        sheet.pointer, UInt32(index / 2 * chartRows), UInt16(index % 2 * 8), native)
    }
    numbers.keepInSight(rows: 1, columns: 0)
    sheet.write("Numbers: sheet 'Curve points'", row: (charts.count + 1) / 2 * chartRows, column: 0)
  }

  private static func makeChart(
    _ chart: ReportChart, _ workbook: Workbook
  ) -> UnsafeMutablePointer<lxw_chart>? {
    let hasBars = chart.series.contains { if case .bars = $0.style { true } else { false } }
    guard
      let native = workbook.addChart(hasBars ? LXW_CHART_COLUMN : LXW_CHART_SCATTER_STRAIGHT)
    else { return nil }
    chart_title_set_name(native, text(chart.title))
    chart_axis_set_name(native.pointee.x_axis, text(chart.xLabel))
    chart_axis_set_name(native.pointee.y_axis, text(chart.yLabel))
    if let range = chart.xRange, !hasBars {
      chart_axis_set_min(native.pointee.x_axis, range.lowerBound)
      chart_axis_set_max(native.pointee.x_axis, range.upperBound)
    }
    if let range = chart.yRange, !hasBars {
      chart_axis_set_min(native.pointee.y_axis, range.lowerBound)
      chart_axis_set_max(native.pointee.y_axis, range.upperBound)
    }
    return native
  }

  private static func write(
    _ series: ReportChart.Series, of chart: ReportChart, to sheet: Sheet, column: Int
  ) {
    let name = "\(chart.title): \(chart.xLabel)"
    sheet.write(name, row: 0, column: column, style: .numberHeading)
    sheet.write(series.name, row: 0, column: column + 1, style: .numberHeading)
    sheet.setWidth(fitting: [], under: name, hasFilter: false, column: column)
    sheet.setWidth(fitting: [], under: series.name, hasFilter: false, column: column + 1)
    for (row, point) in series.points.prefix(Sheet.lastRow).enumerated() {
      sheet.write(point.x, row: row + 1, column: column, style: .fraction)
      sheet.write(point.y, row: row + 1, column: column + 1, style: .fraction)
    }
  }

  private static func addSeries(
    _ series: ReportChart.Series, to chart: UnsafeMutablePointer<lxw_chart>, numbers: Sheet,
    column: Int
  ) {
    let last = UInt32(min(series.points.count, Sheet.lastRow))
    let native = chart_add_series(chart, nil, nil)
    chart_series_set_categories(
      native, numbers.name, 1, UInt16(column), last, UInt16(column))
    chart_series_set_values(
      native, numbers.name, 1, UInt16(column + 1), last, UInt16(column + 1))
    // The cell's text, which is never taken for a formula.
    chart_series_set_name_range(native, numbers.name, 0, UInt16(column + 1))
  }

  /// Text of a chart: one that starts with `=` would be the address of a cell.
  private static func text(_ text: String) -> String {
    (text.hasPrefix("=") ? " " : "") + VisibleText.escaped(text)
  }
}
