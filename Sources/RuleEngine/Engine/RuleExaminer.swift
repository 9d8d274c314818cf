// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Fixes
import Records
import Tables

/// Runs the examples of a rule: what `assay rules --check` and the tests assert.
package struct RuleExaminer: Sendable {
  /// Runs the original data preparation on a file and gives what it did to the data.
  package typealias Preparation =
    @Sendable (_ contents: [UInt8], _ name: String) throws(AssayError) -> [RuleViolation]

  package let rule: Rule
  package let tokenizer: (any TokenCounter)?
  private let preparation: Preparation

  package init(
    _ rule: Rule, tokenizer: (any TokenCounter)?, preparation: @escaping Preparation
  ) {
    self.rule = rule
    self.tokenizer = tokenizer
    self.preparation = preparation
  }

  /// What is wrong with the rule, as sentences; empty when all is well.
  package func faults() -> [String] {
    var faults = nameFaults()
    for (index, example) in rule.examples.fail.enumerated() {
      faults += attempt("fail example \(index + 1)") { try failFaults(example) }
    }
    for (index, example) in rule.examples.pass.enumerated() {
      faults += attempt("pass example \(index + 1)") { try passFaults(example) }
    }
    return faults
  }

  private func attempt(_ name: String, _ faults: () throws -> [String]) -> [String] {
    do {
      return try faults().map { "\(name): \($0)" }
    } catch {
      return ["\(name): \(error)"]
    }
  }

  private func nameFaults() -> [String] {
    var faults: [String] = []
    let file = rule.path.split(separator: "/").last.map(String.init) ?? ""
    if file != "\(rule.id)-\(rule.name).yaml" {
      faults.append("the file must be named \(rule.id)-\(rule.name).yaml, not \(file)")
    }
    if rule.id.wholeMatch(of: /[A-Z]{2,6}[0-9]{3}/) == nil {
      faults.append("the id must be letters and three digits, such as SEP001")
    }
    if rule.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) == nil {
      faults.append("the name must be small words joined by hyphens")
    }
    if rule.examples.fail.isEmpty { faults.append("there must be an example that fails") }
    if rule.examples.pass.isEmpty { faults.append("there must be a near miss that passes") }
    return faults
  }

  // MARK: - Examples

  private func failFaults(_ example: RuleExamples.Example) throws -> [String] {
    if let message = example.fault { return faults(reading: example.input, message) }
    if rule.isAboutPreparation {
      return compare(try prepare(example.input), example.findings)
    }
    let findings = try lint(example.input, threads: 1, batchSize: 3).findings
    var faults = compare(findings, example.findings)
    let again = try lint(example.input, threads: 4, batchSize: 1).findings
    if again != findings { faults.append("the findings depend on how the rows are split") }
    let isFixed = findings.contains { $0.fix != nil }
    if isFixed && example.fixed == nil { faults.append("the rule has a fix: state `fixed`") }
    if let fixed = example.fixed { faults += try fixFaults(example.input, fixed) }
    return faults
  }

  private func faults(reading input: RuleExamples.Input, _ message: String) -> [String] {
    do {
      _ = try lint(input, threads: 1, batchSize: 3)
      return ["the file can be read"]
    } catch {
      var faults: [String] = []
      if error.message != message { faults.append("stops with \"\(error.message)\"") }
      if error.code?.rawValue != rule.id {
        faults.append("stops with the code \(error.code?.rawValue ?? "none")")
      }
      return faults
    }
  }

  private func passFaults(_ example: RuleExamples.Example) throws -> [String] {
    let findings =
      rule.isAboutPreparation
      ? try prepare(example.input)
      : try lint(example.input, threads: 1, batchSize: 3).findings
    return findings.map { "finds \"\($0.message)\"" }
  }

  private func compare(
    _ findings: [Finding], _ expected: [RuleExamples.Expectation]
  ) -> [String] {
    var faults: [String] = []
    if findings.count != expected.count {
      faults.append("\(findings.count) findings, \(expected.count) expected")
    }
    for (finding, expected) in zip(findings, expected) {
      if finding.message != expected.message {
        faults.append("says \"\(finding.message)\", not \"\(expected.message)\"")
      }
      if finding.field != expected.column {
        faults.append("is about \(finding.field ?? "rows"), not \(expected.column ?? "rows")")
      }
      if let rows = expected.rows, rows != finding.places.map(\.row) {
        faults.append("names the rows \(finding.places.map(\.row)), not \(rows)")
      }
    }
    return faults
  }

  private func fixFaults(
    _ input: RuleExamples.Input, _ expected: [String]
  ) throws -> [String] {
    var faults: [String] = []
    let (rows, after) = try fix(try input.source(), input)
    if rows != expected { faults.append("is fixed to \(rows)") }
    let left = after.findings.filter { $0.fix != nil }
    faults += left.map { "after the fix there is still \"\($0.message)\"" }
    guard !rows.isEmpty else { return faults }
    let output = try TableSource(
      contents: Array(rows.map { $0 + "\n" }.joined().utf8), path: "fixed.jsonl")
    let again = try fix(output, input).rows
    if again != rows { faults.append("a second fix changes the rows to \(again)") }
    return faults
  }

  // MARK: - Runs

  /// What the original preparation does to the example's file, as far as the rule is about it.
  private func prepare(_ input: RuleExamples.Input) throws(AssayError) -> [Finding] {
    guard let contents = input.contents, let name = input.path else {
      throw AssayError("an example of the preparation has `text` and `file`")
    }
    return try RuleSet([rule]).findings(try preparation(contents, name))
  }

  private func lint(
    _ input: RuleExamples.Input, threads: Int, batchSize: Int
  ) throws(AssayError) -> LintReport {
    try Linter(rules: RuleSet([rule]), settings: try settings(input, threads: threads))
      .lint(input.source(batchSize: batchSize))
  }

  /// - Returns: the rows after the fix, each as its line of JSON.
  private func fix(
    _ source: any RowSource, _ input: RuleExamples.Input
  ) throws(AssayError) -> (rows: [String], after: LintReport) {
    let outcome = try Fixer(rules: RuleSet([rule]), settings: try settings(input, threads: 1))
      .decide(source, policy: .everything)
    var text: [UInt8] = []
    _ = try FixedRows(outcome).forEachBatch { text += $0.train }
    let lines = text.split(separator: UInt8(ascii: "\n"))
    return (lines.map { String(decoding: $0, as: UTF8.self) }, outcome.after)
  }

  private func settings(
    _ input: RuleExamples.Input, threads: Int
  ) throws(AssayError) -> Settings {
    var settings = Settings()
    settings.tokenizer = tokenizer
    settings.maxTokens = input.maxTokens
    settings.maxBytes = input.maxBytes
    settings.labels = Set(input.labels)
    settings.separator = input.separator
    if let other = input.otherSource {
      settings.against = [try LeakIndex(other, settings: settings)]
    }
    settings.threads = threads
    return settings
  }
}
