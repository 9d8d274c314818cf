// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import JSON
import Platform
import Records

/// A log that code scanning services read. Source: OASIS, "Static Analysis Results Interchange
/// Format (SARIF) Version 2.1.0", sections 3.13 to 3.52. Each place is a result of its own, because
/// viewers show a result at its first location only.
struct SARIFRenderer: FindingRenderer {
  let shownPlaces = Finding.shownPlaces

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  func render(_ reports: [LintReport], _ options: RenderOptions) -> String {
    let indices = Dictionary(
      options.rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    let results = reports.flatMap { Issue.all(in: $0, options) }
      .map { Self.result($0, ruleIndex: indices[$0.finding.code]) }
    let run: JSONValue = [
      "tool": ["driver": Self.driver(options)],
      "columnKind": "unicodeCodePoints",
      "invocations": [["executionSuccessful": .bool(!reports.contains { $0.facts == nil })]],
      "artifacts": .array(reports.map { Self.artifact($0, options) }),
      "results": .array(results),
    ]
    let log: JSONValue = [
      "$schema": .string(Self.schema), "version": "2.1.0", "runs": [run],
    ]
    return log.indented
  }

  /// A file, with figures about it and rows to read in the place that the standard leaves to tools.
  private static func artifact(_ report: LintReport, _ options: RenderOptions) -> JSONValue {
    var artifact: JSONObject = ["location": ["uri": .string(uri(report.path))]]
    var properties: JSONObject = [:]
    if options.showsStatistics, let facts = report.facts {
      properties.append("rows", .integer(facts.rows))
      properties.append("task", .string(facts.task))
      properties.append("statistics", facts.statistics)
    }
    if let sample = FileAside(report, options).sample { properties.append("sample", sample.json) }
    if !properties.members.isEmpty { artifact.append("properties", .object(properties)) }
    return .object(artifact)
  }

  private static func driver(_ options: RenderOptions) -> JSONValue {
    var driver: JSONObject = ["name": "assay"]
    if !options.version.isEmpty { driver.append("semanticVersion", .string(options.version)) }
    driver.append("rules", .array(options.rules.map(descriptor)))
    return .object(driver)
  }

  private static func descriptor(_ rule: Rule) -> JSONValue {
    [
      "id": .string(rule.id),
      "name": .string(rule.name),
      "shortDescription": ["text": .string(rule.summary)],
      "fullDescription": ["text": .string(rule.why)],
      "help": ["text": .string(rule.help)],
      "defaultConfiguration": ["level": .string(level(rule.severity))],
      "properties": [
        "tags": ["training-data", .string(String(rule.id.prefix { $0.isLetter }))]
      ],
    ]
  }

  private static func result(_ issue: Issue, ruleIndex: Int?) -> JSONValue {
    var physical: JSONObject = [
      "artifactLocation": ["uri": .string(uri(issue.finding.file(of: issue.place)))]
    ]
    if let place = issue.place { physical.append("region", ["startLine": .integer(place.line)]) }
    var properties: JSONObject = [:]
    if let place = issue.place { properties.append("row", .integer(place.rowInFile)) }
    if let field = issue.finding.field { properties.append("column", .string(field)) }
    if let fix = issue.finding.fix { properties.append("fix", .string(fix.rawValue)) }
    var result: JSONObject = ["ruleId": .string(issue.finding.code)]
    if let ruleIndex { result.append("ruleIndex", .integer(ruleIndex)) }
    result.append("level", .string(level(issue.finding.severity)))
    result.append("message", ["text": .string(issue.message)])
    result.append("locations", [["physicalLocation": .object(physical)]])
    result.append("partialFingerprints", ["assayRow/v1": .string(issue.fingerprint)])
    if !properties.members.isEmpty { result.append("properties", .object(properties)) }
    return .object(result)
  }

  private static func level(_ severity: Severity) -> String {
    severity == .info ? "note" : severity.rawValue
  }

  /// A path as a relative or `file:` reference.
  private static func uri(_ path: String) -> String {
    (path.hasPrefix("/") ? "file://" : "") + PercentEncoding.encode(path, allowing: "-._~/")
  }
}
