// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import RuleEngine
import Tables
import Workflows

/// What the rules find in a text of rows, each finding at each place that it shows.
struct DataCheck {
  let options: CheckOptions

  /// - Parameter path: where the text belongs.
  func findings(_ text: EditedText, path: String, format: TableFormat) -> [TextFinding] {
    // A file that was just made has no rows yet, which is no news.
    guard !text.bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return [] }
    do throws(AssayError) {
      let copy = try CopiedFile(text, of: path)
      let result = try Linting(options).run(LintRequest([copy.file]))
      return result.reports.flatMap { Self.findings($0, text, format: format) }
    } catch {
      return [Self.finding(error, text)]
    }
  }

  private static func findings(
    _ report: LintReport, _ text: EditedText, format: TableFormat
  ) -> [TextFinding] {
    let places = RowPlaces(
      text, format: report.facts.flatMap { TableFormat(rawValue: $0.format) } ?? format,
      columns: report.profile?.columns ?? [])
    return report.findings.flatMap { finding in
      guard !finding.places.isEmpty else {
        return [Self.finding(finding, at: text.content(ofLine: 0))]
      }
      return finding.places.map { place in
        Self.finding(finding, at: range(finding, place, places: places, text: text), row: place.row)
      }
    }
  }

  private static func range(
    _ finding: Finding, _ place: Finding.Place, places: RowPlaces, text: EditedText
  ) -> Range<Int> {
    let cell = finding.field.flatMap { places.cell($0, row: place.row, line: place.line) }
    guard let cell else {
      return places.row(place.row, line: place.line) ?? text.content(ofLine: 0)
    }
    guard let range = place.range else { return cell.range }
    let start = cell.place(ofDecoded: range.lowerBound, in: text.bytes)
    return start..<max(start, cell.place(ofDecoded: range.upperBound, in: text.bytes))
  }

  private static func finding(
    _ finding: Finding, at range: Range<Int>, row: Int? = nil
  ) -> TextFinding {
    let rest = finding.rowCount > finding.places.count ? " The first are marked." : ""
    return TextFinding(
      range: range, severity: finding.severity, code: finding.code,
      message: "\(finding.message).\(rest) \(finding.help)", fix: finding.fix, row: row)
  }

  /// A fault at its place; where it names none, at the first line.
  static func finding(_ error: AssayError, _ text: EditedText) -> TextFinding {
    let advice = error.remedy.map { ". \($0)" } ?? ""
    let line = min(max(0, (error.location?.line ?? 1) - 1), text.lineCount - 1)
    let content = text.content(ofLine: line)
    let column = min(max(0, (error.location?.column ?? 1) - 1), content.count)
    let start = content.lowerBound + column
    return TextFinding(
      range: (start < content.upperBound ? start : content.lowerBound)..<content.upperBound,
      severity: .error, code: error.code?.rawValue, message: error.message + advice)
  }
}
