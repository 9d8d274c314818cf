// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// A report as a workbook: a sheet for the summary, one for each table and matrix, and one with the
/// curves as native charts beside their numbers.
package enum WorkbookReport {
  /// The workbook's bytes.
  /// - Throws: `AssayError` when the temporary file it is assembled in cannot be written.
  package static func render(_ report: Report) throws(AssayError) -> [UInt8] {
    try Workbook.bytes { write(report, to: $0) }
  }

  private static func write(_ report: Report, to workbook: Workbook) {
    SummarySheet.write(report, to: workbook)
    var charts: [ReportChart] = []
    for block in report.sections.flatMap(\.blocks) {
      switch block {
      case .table(let table): TableSheet.write(table, to: workbook)
      case .matrix(let matrix): MatrixSheet.write(matrix, to: workbook)
      case .chart(let chart): charts.append(chart)
      case .figures, .intervals, .note: break
      }
    }
    ChartSheet.write(charts, to: workbook)
  }
}
