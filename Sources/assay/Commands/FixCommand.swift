// SPDX-License-Identifier: Apache-2.0

import Analyzers
import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Records
import RuleEngine
import Workflows

/// `assay fix`: applies fixes and writes the result beside the input.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Repairs training data and writes it as JSONL, split when it is a classification.",
    discussion: """
      Examples:
        assay fix train.csv
        assay fix train.csv --prompt-column text --completion-column category \\
          --number-classes --yes
        assay fix test.csv --labels train_prepared_labels.json --no-split --yes
        assay fix train.jsonl --diff
        assay fix train.csv --decisions train_decisions.jsonl
        assay fix shard-*.jsonl --as-one -o prepared.jsonl

      On a terminal each fix is asked for unless --yes is given; elsewhere the safe ones are made. \
      The input is never changed.
      """)

  @Argument(
    help: ArgumentHelp(
      "The file to repair, or with --as-one the files of a data set.", valueName: "file"),
    completion: .file())
  var files: [String]

  @OptionGroup var joinOptions: JoinOptions
  @OptionGroup var folderOptions: HubFolderOptions
  @OptionGroup var fixOptions: FixOptions
  @OptionGroup var splitOptions: SplitOptions
  @OptionGroup var labelOptions: LabelOptions
  @OptionGroup var checkingOptions: CheckingOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    try joinOptions.requireOne(files)
    if joinOptions.asOne && fixOptions.profile == .openai {
      throw ValidationError("--profile openai does what the original tool does, with one file")
    }
    guard fixOptions.output == nil && !fixOptions.diff && !fixOptions.dryRun else { return }
    if files == ["-"] {
      throw ValidationError("with standard input, name the result with --output")
    }
    if joinOptions.asOne { throw ValidationError("with --as-one, name the result with --output") }
  }

  func run() throws {
    if fixOptions.profile == .openai {
      return try OriginalPreparation.run(
        file: files[0], acceptsAll: fixOptions.yes, options: outputOptions)
    }
    let printer = FixPrinter(outputOptions, format: fixOptions.format)
    let result = try Fixing.run(try request(), events: printer.event)
    printer.print(result)
    if result.hasErrors { throw ExitStatus.findings }
  }

  private func request() throws(AssayError) -> FixRequest {
    var request = FixRequest(
      try joinOptions.file(files, folderOptions, options: checkingOptions.options))
    request.options = checkingOptions.options
    request.policy = FixPolicy(
      grades: fixOptions.unsafeFixes ? [.safe, .unsafe] : [.safe],
      codes: RuleOptions.codes(fixOptions.only), numbering: try labelOptions.numbering(),
      answers: !fixOptions.yes && Confirmation.canAsk ? PersonsAnswers() : RecommendedAnswers())
    request.division = splitOptions.division
    request.destination = destination
    request.report = fixOptions.report
    request.decisions = fixOptions.decisions
    request.labels = labelOptions.labels
    request.replacesFiles = fixOptions.replacing.overwrite
    return request
  }

  private var destination: FixRequest.Destination {
    if fixOptions.diff { return .changes }
    if fixOptions.dryRun { return .nowhere }
    guard let output = fixOptions.output else { return .besideInput }
    return ["-", "/dev/stdout", "/dev/fd/1"].contains(output) ? .stream : .file(output)
  }
}
