// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Checks
import Reports

/// A test report: each file is a suite and each rule a test, which fails when it has a finding at
/// or above the severity that fails the run. Lesser findings are the output of a passed test.
struct JUnitRenderer: FindingRenderer {
  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let suites = reports.map { Self.suite($0, options) }
    let tests = suites.reduce(0) { $0 + $1.tests }
    let failures = suites.reduce(0) { $0 + $1.failures }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="assay lint" tests="\(tests)" failures="\(failures)" errors="0">
      \(suites.map(\.text).joined())</testsuites>

      """
  }

  private static func suite(
    _ report: LintReport, _ options: RenderOptions
  ) -> (text: String, tests: Int, failures: Int) {
    let path = Markup.escape(report.path)
    let isFailing: (Finding) -> Bool = { report.facts == nil || fails($0, options) }
    let failing = report.findings.filter(isFailing)
    let found = Set(report.findings.map(\.code))
    let passed = options.rules.filter { report.facts != nil && !found.contains($0.id) }
    var lines = report.findings.map { test($0, isFailing($0), path: path) }
    lines += passed.map { rule in
      "    <testcase name=\"\(Markup.escape("\(rule.id) \(rule.name)"))\" classname=\"\(path)\""
        + " time=\"0\"/>\n"
    }
    let head =
      "  <testsuite name=\"\(path)\" tests=\"\(lines.count)\" failures=\"\(failing.count)\""
      + " errors=\"0\" skipped=\"0\" time=\"0\">\n"
    let text =
      head + properties(report, options) + lines.joined() + sample(report, options)
      + "  </testsuite>\n"
    return (text, lines.count, failing.count)
  }

  private static func properties(_ report: LintReport, _ options: RenderOptions) -> String {
    let properties = FileAside(report, options).properties.map { name, value in
      "      <property name=\"\(Markup.escape(name))\""
        + " value=\"\(Markup.escape(value))\"/>\n"
    }
    guard !properties.isEmpty else { return "" }
    return "    <properties>\n\(properties.joined())    </properties>\n"
  }

  /// Rows to read as the output of the suite.
  private static func sample(_ report: LintReport, _ options: RenderOptions) -> String {
    let rows = FileAside(report, options).sample?.lines(width: options.width) ?? []
    guard !rows.isEmpty else { return "" }
    return "    <system-out>\(Markup.escape(rows.joined(separator: "\n")))</system-out>\n"
  }

  private static func fails(_ finding: Finding, _ options: RenderOptions) -> Bool {
    options.failsAt.map { finding.severity >= $0 } ?? false
  }

  private static func test(_ finding: Finding, _ fails: Bool, path: String) -> String {
    let field = finding.field.map { " (\($0))" } ?? ""
    let name = Markup.escape("\(finding.code) \(finding.name)\(field)")
    let text = lines(finding).map(Markup.escape).joined(separator: "\n")
    let message = Markup.escape(finding.message)
    let body =
      fails
      ? "<failure type=\"\(finding.severity.rawValue)\" message=\"\(message)\">\(text)</failure>"
      : "<system-out>\(text)</system-out>"
    return "    <testcase name=\"\(name)\" classname=\"\(path)\" time=\"0\">\n      \(body)\n"
      + "    </testcase>\n"
  }

  private static func lines(_ finding: Finding) -> [String] {
    let places = finding.places.map {
      "\(finding.file(of: $0)):\($0.line) (row \($0.rowInFile + 1))"
    }
    let rest = finding.rowCount - places.count
    let more = rest > 0 && !places.isEmpty ? ["and \(StandardHoles.counted(rest, "row")) more"] : []
    return [ConciseRenderer.line(finding)] + places + more + [finding.help]
  }
}
