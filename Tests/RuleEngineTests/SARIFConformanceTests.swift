// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import RowsTestSupport
import Testing

@testable import Analyzers
@testable import RuleEngine

/// The log held against what the standard says of each object in it: OASIS, "Static Analysis Results
/// Interchange Format (SARIF) Version 2.1.0", sections 3.4 to 3.52, in our words. No object may have
/// other members than these, as the standard's JSON schema forbids them.
@Suite struct SARIFConformanceTests {
  private indirect enum Kind: Sendable {
    case text, reference, flag, level, columnKind, version
    /// An integer of at least so much.
    case number(Int)
    case list(Kind)
    case uniqueList(Kind)
    case object(String)
    /// An object of any members of one kind.
    case map(Kind)
    /// A property bag: anything, with `tags` as different texts.
    case bag
  }

  private struct Shape: Sendable {
    var members: [String: Kind]
    var required: [String] = []
  }

  /// The objects that a log of ours has, with all members that we use; others would fail the test and
  /// have to be looked up.
  private static let shapes: [String: Shape] = [
    "log": Shape(
      members: ["$schema": .reference, "version": .version, "runs": .list(.object("run"))],
      required: ["version", "runs"]),
    "run": Shape(
      members: [
        "tool": .object("tool"), "columnKind": .columnKind,
        "invocations": .list(.object("invocation")),
        "artifacts": .uniqueList(.object("artifact")), "results": .list(.object("result")),
      ], required: ["tool"]),
    "tool": Shape(members: ["driver": .object("component")], required: ["driver"]),
    "component": Shape(
      members: [
        "name": .text, "semanticVersion": .text, "rules": .uniqueList(.object("descriptor")),
      ], required: ["name"]),
    "descriptor": Shape(
      members: [
        "id": .text, "name": .text, "shortDescription": .object("string"),
        "fullDescription": .object("string"), "help": .object("string"),
        "defaultConfiguration": .object("configuration"), "properties": .bag,
      ], required: ["id"]),
    "string": Shape(members: ["text": .text], required: ["text"]),
    "configuration": Shape(members: ["level": .level]),
    "invocation": Shape(
      members: ["executionSuccessful": .flag], required: ["executionSuccessful"]),
    "artifact": Shape(members: ["location": .object("artifactLocation")]),
    "artifactLocation": Shape(members: ["uri": .reference]),
    "result": Shape(
      members: [
        "ruleId": .text, "ruleIndex": .number(-1), "level": .level, "message": .object("string"),
        "locations": .list(.object("location")), "partialFingerprints": .map(.text),
        "properties": .bag,
      ], required: ["message"]),
    "location": Shape(members: ["physicalLocation": .object("physicalLocation")]),
    "physicalLocation": Shape(
      members: ["artifactLocation": .object("artifactLocation"), "region": .object("region")],
      required: ["artifactLocation"]),
    "region": Shape(members: ["startLine": .number(1)]),
  ]

  /// What is wrong with a value, with the way to it.
  private func faults(_ value: JSONValue, _ kind: Kind, _ path: String) -> [String] {
    func unless(_ isRight: Bool) -> [String] { isRight ? [] : ["\(path): \(value.text())"] }
    switch kind {
    case .text: return unless(value.string != nil)
    case .reference:
      // RFC 3986 knows no spaces, quotes, backslashes or letters outside ASCII.
      let plain = value.string?.utf8.allSatisfy {
        $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0)
      }
      return unless(plain == true)
    case .flag: return unless(value.bool != nil)
    case .level: return unless(["none", "note", "warning", "error"].contains(value.string))
    case .columnKind:
      return unless(["utf16CodeUnits", "unicodeCodePoints"].contains(value.string))
    case .version: return unless(value.string == "2.1.0")
    case .number(let least): return unless(value.integer.map { $0 >= least } ?? false)
    case .list(let kind):
      guard let items = value.array else { return unless(false) }
      return items.enumerated().flatMap { faults($1, kind, "\(path)[\($0)]") }
    case .uniqueList(let kind):
      let texts = (value.array ?? []).map { $0.text() }
      return unless(Set(texts).count == texts.count) + faults(value, .list(kind), path)
    case .map(let kind):
      guard let object = value.object else { return unless(false) }
      return object.members.flatMap { faults($0.value, kind, "\(path).\($0.key)") }
    case .bag:
      let tags = value["tags"].map { faults($0, .uniqueList(.text), "\(path).tags") } ?? []
      return unless(value.object != nil) + tags
    case .object(let name): return faults(value, Self.shapes[name], path)
    }
  }

  private func faults(_ value: JSONValue, _ shape: Shape?, _ path: String) -> [String] {
    guard let shape, let object = value.object else { return ["\(path): no object"] }
    let missing = shape.required.filter { value[$0] == nil }.map { "\(path) lacks \($0)" }
    return missing
      + object.members.flatMap { member in
        shape.members[member.key].map { faults(member.value, $0, "\(path).\(member.key)") }
          ?? ["\(path) has \(member.key)"]
      }
  }

  private func log(_ reports: [LintReport]) throws -> JSONValue {
    var options = RenderOptions()
    options.version = "1.2.3"
    options.rules = try ExampleRows.rules.get().rules
    let text = FindingFormat.sarif.renderer.render(reports, options)
    return try JSONParser.parse(Array(text.utf8), file: "out")
  }

  @Test func logsConform() throws {
    let rules = try ExampleRows.rules.get()
    let found = try Linter(rules: rules, settings: Settings()).lint(
      ExampleRows.source(ExampleRows.random(200, seed: 3)))
    let error = AssayError("x", at: Location(file: "a", row: 2, line: 4), code: .raggedRow)
    let unread = try #require(LintReport(unread: error, path: "b%20ä \"c\".csv", rules: rules))
    for reports in [[], [found], [unread], [found, unread]] {
      #expect(faults(try log(reports), .object("log"), "log") == [])
    }
  }

  /// The check itself finds what is wrong.
  @Test func faultsAreFound() throws {
    var run: JSONObject = ["tool": ["driver": ["name": "x"]], "extra": 1]
    #expect(faults(["version": "2.1.0", "runs": [.object(run)]], .object("log"), "log").count == 1)
    run = ["tool": ["driver": [:]], "results": [["level": "info", "ruleIndex": -2]]]
    #expect(
      faults(["version": "2.0.0", "runs": [.object(run)]], .object("log"), "log") == [
        "log.version: \"2.0.0\"", "log.runs[0].tool.driver lacks name",
        "log.runs[0].results[0] lacks message", "log.runs[0].results[0].level: \"info\"",
        "log.runs[0].results[0].ruleIndex: -2",
      ])
  }

  /// Each result's index leads to its rule.
  @Test func indicesLeadToTheRules() throws {
    let rules = try ExampleRows.rules.get()
    let report = try Linter(rules: rules, settings: Settings()).lint(
      ExampleRows.source(ExampleRows.random(50, seed: 4)))
    let run = try #require(log([report])["runs"]?.array?.first)
    let descriptors = try #require(run["tool"]?["driver"]?["rules"]?.array)
    let results = try #require(run["results"]?.array)
    #expect(!results.isEmpty)
    for result in results {
      let index = try #require(result["ruleIndex"]?.integer)
      #expect(descriptors[index]["id"] == result["ruleId"])
    }
  }
}
