// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import JSON
import RowsTestSupport
import RuleLibrary
import Testing

@testable import Analyzers
@testable import RuleEngine

@Suite struct ConfigurationTests {
  private func configuration(_ text: String) throws -> Configuration {
    try Configuration(text: text, path: "assay.yaml", folder: "/home/me/")
  }

  @Test func readsAllKeys() throws {
    let configuration = try configuration(
      """
      select: [sep, WSP001]
      ignore: [DUP]
      per-file-ignores: {"old/*.csv": [TOK]}
      severity: {WSP: error, WSP001: "off"}
      parameters: {ROW001: {minimum: 2}}
      profile: chat
      model: gpt2
      max-tokens: 9
      prompt-column: q
      completion-column: a
      separator: "\\n##\\n"
      stop: END
      tokenizer: t
      rules: own
      baseline: /b.json
      suppressions: s.yaml
      exclude: ["*.tmp.csv"]
      """)
    #expect(configuration.select == ["SEP", "WSP001"] && configuration.ignore == ["DUP"])
    #expect(configuration.fileIgnores.map(\.codes) == [["TOK"]])
    #expect(configuration.levels.map(\.severity) == [.error, nil])
    #expect(configuration.parameters["ROW001"]?.texts.map(\.value) == ["2"])
    #expect(configuration.profile == .chat && configuration.maxTokens == 9)
    #expect(configuration.separator == "\n##\n")
    #expect(configuration.rules == "/home/me/own" && configuration.baseline == "/b.json")
    #expect(configuration.relative("/home/me/old/x.csv") == "old/x.csv")
    #expect(configuration.exclude.map(\.text) == ["*.tmp.csv"])
  }

  @Test(arguments: [
    ("a: 1\nselekt: [SEP]", "assay.yaml:1:4", ""),
    ("selekt: [SEP]", "assay.yaml:1", "Did you mean `select`?"),
    ("profile: chatt", "assay.yaml:1", "Did you mean `chat`?"),
    ("\nseverity: {WSP001: eror}", "assay.yaml:2", "Did you mean `error`?"),
    ("max-tokens: many", "assay.yaml:1", ""), ("select: SEP", "assay.yaml:1", ""),
    ("- a", "assay.yaml:1", ""), ("select: [", "assay.yaml:2", "Check quotes"),
    ("per-file-ignores: {x: TOK}", "assay.yaml:1", ""),
  ])
  func faultsHaveAPlaceAndAHint(_ text: String, _ place: String, _ hint: String) {
    let error = #expect(throws: AssayError.self) { try configuration(text) }
    let description = error?.description ?? ""
    #expect(description.hasPrefix(place) && description.contains(hint), "\(description)")
  }

  @Test func emptyFilesSayNothing() throws {
    #expect(try configuration("# nothing\n").select.isEmpty)
    #expect(try configuration("").profile == .auto)
  }

  @Test func severitiesGoToTheLongestCode() throws {
    let rules = try ExampleRows.rules.get()
      .configured(by: configuration(#"severity: {WSP: error, WSP001: info, SEP: "off"}"#))
    #expect(rules.rule("WSP001")?.severity == .info && rules.rule("WSP002")?.severity == .error)
    #expect(rules.rule("SEP001") == nil && rules.rule("STOP001") != nil)
  }

  @Test func fileIgnoresHoldForTheirFiles() throws {
    let configuration = try configuration(#"per-file-ignores: {"old/*.csv": [WSP]}"#)
    let rules = try ExampleRows.rules.get()
    #expect(rules.applying(to: "/home/me/old/a.csv", configuration).rule("WSP001") == nil)
    #expect(rules.applying(to: "/home/me/a.csv", configuration).rule("WSP001") != nil)
  }

  @Test func unknownCodesAreRefused() throws {
    let configuration = try configuration("ignore: [WSQ001]")
    let error = #expect(throws: AssayError.self) {
      try ExampleRows.rules.get().check(configuration)
    }
    #expect(error?.remedy == "Did you mean WSP001?")
  }

  @Test func parametersReplaceThoseOfARule() throws {
    let values = try configuration("parameters: {ROW001: {minimum: 3}}").parameters
    let rules = try RuleLibrary.rules(parameters: values).selected(["ROW001"], ignoring: [])
    let rows = [(prompt: "a", completion: "b"), (prompt: "c", completion: "d")]
    let report = try Linter(rules: rules, settings: Settings()).lint(ExampleRows.source(rows))
    #expect(report.findings.map(\.message) == ["the file has only 2 rows; at least 3 are advised"])
  }

  @Test(arguments: [
    ("{ROW001: {minimun: 3}}", "Did you mean `minimum`?"), ("{ROW001: {kind: blank}}", "kind"),
    ("{ROW01: {minimum: 3}}", "Did you mean"), ("{ROW001: {minimum: x}}", "whole number"),
  ])
  func wrongParametersNameTheConfiguration(_ text: String, _ hint: String) throws {
    let values = try configuration("# first\nparameters: \(text)").parameters
    let error = #expect(throws: AssayError.self) { try RuleLibrary.rules(parameters: values) }
    let description = error?.description ?? ""
    #expect(description.hasPrefix("assay.yaml:2") && description.contains(hint), "\(description)")
  }

  /// The decoder and the schema know the same keys.
  @Test func theSchemaListsWhatIsRead() throws {
    let error = #expect(throws: AssayError.self) {
      try configuration("zzzzzzzzzzzzzzzzzzzzzzzz: 1")
    }
    let read = (error?.remedy ?? "").dropFirst("Known are ".count).split(separator: ", ")
    let schema = try ConfigurationSchema.json(ExampleRows.rules.get().rules)
    let listed = schema["properties"]?.object?.members.map(\.key) ?? []
    #expect(read.map(String.init) == listed.sorted())
  }
}
