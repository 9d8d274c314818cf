// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import RuleEngine
import Tables

/// `assay lint`: reports findings, changes nothing.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Reports what is wrong with training data; changes nothing.",
    discussion: """
      Examples:
        assay lint train.csv
        assay lint train.csv --prompt-column text --completion-column category
        assay lint *.jsonl --format json --fail-on error --select SEP,STOP
        assay lint data/ --output full --output sarif=assay.sarif

      Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run.
      """)

  /// The least severity that makes the exit status 1.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error, warning, info, never

    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  @Argument(help: "The files to check.", completion: .file())
  var files: [String]

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn: FailOn = .warning

  @Flag(help: "Also print figures about the data.")
  var statistics = false

  @OptionGroup var findingOptions: FindingOutputOptions
  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var ruleOptions: RuleOptions
  @OptionGroup var tokenizerOptions: TokenizerOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    var settings = ruleOptions.settings(inputOptions)
    settings.tokenizer = try tokenizerOptions.load()
    let linter = Linter(rules: try ruleOptions.ruleSet(), settings: settings)
    var output = LintOutput(
      targets: try findingOptions.targets(), isColored: outputOptions.colored)
    output.options.showsStatistics = statistics
    output.options.rules = linter.rules.rules
    output.options.version = Assay.configuration.version
    output.options.failsAt = failOn.severity
    var reports: [LintReport] = []
    for file in files {
      let source = try inputOptions.source(file)
      let report = try linter.lint(source)
      if output.shownPlaces > 0 {
        output.options.excerpts[file] = try Excerpts(
          for: report, of: source, names: linter.settings.names, places: output.shownPlaces)
      }
      reports.append(report)
    }
    try output.write(reports)
    try fail(reports)
  }

  private func fail(_ reports: [LintReport]) throws {
    guard let limit = failOn.severity else { return }
    if reports.contains(where: { $0.findings.contains { $0.severity >= limit } }) {
      throw ExitStatus.findings
    }
  }
}
