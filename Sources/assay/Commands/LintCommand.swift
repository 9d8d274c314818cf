// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import RuleEngine
import Workflows

/// `assay lint`: reports findings, changes nothing.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Reports what is wrong with training data; changes nothing.",
    discussion: """
      Examples:
        assay lint train.csv
        assay lint train.csv --sample 10
        assay lint train.csv --prompt-column text --completion-column category
        assay lint *.jsonl --format json --fail-on error --select SEP,STOP
        assay lint data/ --output full --output sarif=assay.sarif
        assay lint data/ --write-baseline
        assay lint data/ --baseline assay-baseline.json
        assay lint train.csv --watch
        assay lint shards/ --as-one

      Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run.
      """)

  /// The least severity that makes the exit status 1.
  enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error, warning, info, never

    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  @Argument(
    help: ArgumentHelp(
      "Files, folders with all CSV, TSV, XLSX, JSON, JSONL, Parquet and Arrow in them, patterns such as "
        + "'data/**/*.csv', or - for standard input."), completion: .file())
  var files: [String]

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn: FailOn = .warning

  @Option(
    help: "What the data is for: auto, openai, classification, generation or chat.")
  var profile: DataProfile?

  @Flag(help: "Also print figures about the data.")
  var statistics = false

  @Option(
    help: ArgumentHelp(
      "Also print so many rows, chosen at random, to be read: no rule finds what is untrue or offends.",
      valueName: "rows"))
  var sample: Int?

  @Option(help: "The seed by which rows are chosen.")
  var seed: UInt64 = 0

  @Flag(help: "Check each file anew, even if neither it nor a setting has changed.")
  var noCache = false

  @Flag(help: "Print what options and configuration come to, and check nothing.")
  var showSettings = false

  @Flag(help: "Check again whenever a file or its configuration is written, until Ctrl-C.")
  var watch = false

  @OptionGroup var joinOptions: JoinOptions
  @OptionGroup var folderOptions: HubFolderOptions
  @OptionGroup var findingOptions: FindingOutputOptions
  @OptionGroup var checkingOptions: CheckingOptions
  @OptionGroup var exemptionOptions: ExemptionOptions
  @OptionGroup var leakOptions: LeakOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1") }
    guard watch else { return }
    if files.contains("-") { throw ValidationError("standard input cannot be watched") }
    if try findingOptions.targets().contains(where: { $0.path != nil }),
      !findingOptions.replacing.overwrite
    {
      throw ValidationError("--watch writes its files again and again; add --overwrite")
    }
    if exemptionOptions.writeBaseline || showSettings {
      throw ValidationError(
        "--watch checks again and again; leave out --write-baseline and --show-settings")
    }
  }

  func run() throws {
    var options = checkingOptions.options
    options.profile = profile
    guard !watch else {
      let watch = LintWatch(
        arguments: try folderOptions.files(files), options: options, output: outputOptions)
      return try watch.run { try check(joinOptions.files($0), Linting(options)) }
    }
    let linting = Linting(options)
    let files = try linting.files(try folderOptions.files(files))
    if showSettings {
      return try show(try files.map { try linting.settings(for: $0).lines(for: $0) })
    }
    try check(joinOptions.files(files), linting)
  }

  private func check(_ files: [DataFile], _ linting: Linting) throws {
    var printer = try LintPrinter(findingOptions.targets(), outputOptions, options: look)
    printer.inputs = files.flatMap(\.paths)
    let request = request(files, shownPlaces: printer.shownPlaces)
    try OutputGuard.require([newBaseline], apartFrom: request.allPaths)
    try findingOptions.replacing.require(printer.paths, apartFrom: request.allPaths)
    let result = try linting.run(request, events: printer.event)
    try printer.print(result)
    if printer.isForPeople, printer.inputs.count == 1, !exemptionOptions.writeBaseline,
      let next = result.nextCommand(checkingOptions.options)
    {
      outputOptions.advise(next)
    }
    try fail(result)
  }

  /// What is shown besides findings.
  private var look: RenderOptions {
    var look = RenderOptions()
    look.showsStatistics = statistics
    look.showsKeys = outputOptions.verbose
    look.version = Version.text
    look.failsAt = failOn.severity
    return look
  }

  private func request(_ files: [DataFile], shownPlaces: Int) -> LintRequest {
    var request = LintRequest(files)
    request.against = leakOptions.against.map { DataFile($0) }
    request.known = exemptionOptions.known
    request.cacheVersion = noCache ? nil : Version.text
    request.shownPlaces = shownPlaces
    request.sample = sample.map { ($0, seed) }
    return request
  }

  /// Where a new baseline goes, when its place is named.
  private var newBaseline: String? {
    exemptionOptions.writeBaseline ? exemptionOptions.baseline : nil
  }

  private func show(_ settings: [[String]]) throws {
    for lines in settings { Terminal.printResult(lines.joined(separator: "\n") + "\n") }
  }

  private func fail(_ result: LintResult) throws {
    guard !exemptionOptions.writeBaseline else { return }
    if exemptionOptions.strictBaseline, !result.staleBaselines.isEmpty { throw ExitStatus.findings }
    guard let limit = failOn.severity else { return }
    if result.reports.contains(where: { $0.findings.contains { $0.severity >= limit } }) {
      throw ExitStatus.findings
    }
  }
}

extension DataProfile: ExpressibleByArgument {}
