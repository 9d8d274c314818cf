// SPDX-License-Identifier: Apache-2.0

import JSON
import Reports

/// All that a report says, a line for each part: what tests compare whole reports by.
enum ReportLines {
  static func lines(_ report: Report) -> [String] {
    ["# \(report.title): \(report.summary)", report.verdict]
      + report.inputs.map { "input \($0)" } + report.sections.flatMap(lines)
  }

  static func lines(_ section: ReportSection) -> [String] {
    ["", "## \(section.title)\(section.isFolded ? " (folded)" : "")", section.explanation]
      + section.blocks.flatMap(lines)
  }

  private static func lines(_ block: ReportBlock) -> [String] {
    switch block {
    case .figures(let figures): figures.map(line)
    case .table(let table): lines(table)
    case .chart(let chart): lines(chart)
    case .intervals(let intervals):
      ["intervals \(intervals.title), \(intervals.label)"]
        + intervals.rows.map {
          "  \($0.name) \(number($0.value)) \(range($0.interval)) \($0.tone.rawValue)"
        }
    case .matrix(let matrix):
      ["matrix \(matrix.title) \(matrix.recordColumns.joined(separator: ", "))"]
        + zip(matrix.labels, matrix.counts).map {
          "  \($0): \($1.map(String.init).joined(separator: " "))"
        }
    case .note(let text): ["note \(text)"]
    }
  }

  private static func line(_ figure: ReportFigure) -> String {
    "figure \(figure.key) \(figure.name) \(figure.value.map(number) ?? "none") \(figure.style)"
      + (figure.interval.map { " \(range($0))" } ?? "") + (figure.isHeadline ? " !" : "")
      + (figure.reason.map { " (\($0))" } ?? "")
  }

  private static func lines(_ table: ReportTable) -> [String] {
    let kind = (table.isRecords ? " records" : "") + (table.isAnswer ? " answer" : "")
    return [
      "table \(table.title)\(kind)", "  \(table.columns.map { "\($0)" }.joined(separator: " | "))",
    ]
      + table.rows.map { row in "  " + row.map(cell).joined(separator: " | ") }
      + table.longForm.map {
        "  long \($0.figure) of \($0.subject) \($0.value.map(number) ?? "none")"
          + ($0.interval.map { " \(range($0))" } ?? "")
      }
  }

  private static func cell(_ cell: ReportTable.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .number(let value): number(value)
    case .tokens(let tokens): "\(tokens.count) tokens"
    case .none: "-"
    }
  }

  private static func lines(_ chart: ReportChart) -> [String] {
    let ranges = [chart.xRange, chart.yRange].map { $0.map(range) ?? "free" }
    return [
      "chart \(chart.title), \(chart.xLabel) and \(chart.yLabel), \(ranges.joined(separator: " "))"
        + (chart.diagonal.map { ", \($0)" } ?? ""), "  \(chart.description)",
    ]
      + chart.series.map { series in
        let points = series.points.map { "\(number($0.x)),\(number($0.y))" }
        return "  \(series.name) \(series.style): \(points.joined(separator: " "))"
      }
  }

  private static func range(_ range: ClosedRange<Double>) -> String {
    "\(number(range.lowerBound))...\(number(range.upperBound))"
  }

  private static func number(_ value: Double) -> String { "\(rounded(value))" }

  /// Six digits: what comes after them is the machine's.
  private static func rounded(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == 0 ? 0 : rounded
  }

  /// The same document with its numbers rounded.
  static func rounded(_ json: JSONValue) -> JSONValue {
    switch json {
    case .number(let value): return .number(rounded(value))
    case .array(let values): return .array(values.map(rounded))
    case .object(let object):
      var copy = JSONObject()
      for member in object.members { copy.append(member.key, rounded(member.value)) }
      return .object(copy)
    default: return json
    }
  }
}
