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

      Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run.
      """)

  /// The least severity that makes the exit status 1.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error, warning, info, never

    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  @Argument(help: "The files to check.", completion: .file())
  var files: [String]

  @Option(help: "How findings are printed: full, concise or json.")
  var format: FindingFormat = .full

  @Option(name: .shortAndLong, help: "The file to write the findings to.", completion: .file())
  var output: String?

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn: FailOn = .warning

  @Flag(help: "Also print figures about the data.")
  var statistics = false

  @OptionGroup var inputOptions: InputOptions
  @OptionGroup var ruleOptions: RuleOptions
  @OptionGroup var tokenizerOptions: TokenizerOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    var settings = ruleOptions.settings(inputOptions)
    settings.tokenizer = try tokenizerOptions.load()
    let linter = Linter(rules: try ruleOptions.ruleSet(), settings: settings)
    let renderer = format.renderer
    var options = RenderOptions()
    options.width = output == nil ? Terminal.width : 100
    options.isColored = output == nil && outputOptions.colored
    options.showsStatistics = statistics
    var reports: [LintReport] = []
    for file in files {
      let source = try inputOptions.source(file)
      let report = try linter.lint(source)
      if renderer.showsRows {
        options.excerpts[file] = try Excerpts(for: report, of: source, names: linter.settings.names)
      }
      reports.append(report)
    }
    try write(renderer.render(reports, options))
    try fail(reports)
  }

  private func write(_ text: String) throws {
    guard let output, output != "-" else { return Terminal.printResult(text) }
    try AtomicFile.write(Array(text.utf8), to: output)
  }

  private func fail(_ reports: [LintReport]) throws {
    guard let limit = failOn.severity else { return }
    if reports.contains(where: { $0.findings.contains { $0.severity >= limit } }) {
      throw ExitStatus.findings
    }
  }
}

extension FindingFormat: ExpressibleByArgument {}
