// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import RowsTestSupport

@testable import Analyzers
@testable import Records
@testable import RuleEngine

/// The findings about rows in memory, in one of the forms.
enum RenderedExample {
  static func report(
    _ rows: [(prompt: String, completion: String)], _ select: [String]
  ) throws -> LintReport {
    let rules = try ExampleRows.rules.get().selected(select, ignoring: [])
    return try Linter(rules: rules, settings: Settings()).lint(ExampleRows.source(rows))
  }

  static func text(
    _ format: FindingFormat, _ rows: [(prompt: String, completion: String)], _ select: [String],
    width: Int = 72
  ) throws -> String {
    let report = try report(rows, select)
    var options = RenderOptions()
    options.width = width
    options.version = "1.2.3"
    options.rules = try ExampleRows.rules.get().selected(select, ignoring: []).rules
    options.excerpts["example"] = try Excerpts(
      for: report, of: ExampleRows.source(rows), names: ColumnNames(),
      places: Finding.shownPlaces, maskers: [])
    return format.renderer.render([report], options)
  }

  /// A report with as many made-up findings as wanted.
  static func report(findings: [Finding]) throws -> LintReport {
    let facts = try report([("a", "b")], ["ROW001"]).facts
    return LintReport(path: "a b.csv", facts: facts, findings: findings, trace: Trace())
  }
}
