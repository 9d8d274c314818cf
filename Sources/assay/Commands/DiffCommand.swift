// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import DataDiff
import Reports
import Workflows

/// `assay diff`: what a new version of a file changes.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Shows what a new version of a file changes: rows, findings, classes, the effect.",
    discussion: """
      Rows are matched by --key, or else by content: added, gone, edited, or relabeled. Findings \
      are those of assay lint that the old file did not have. --effect trains linear models with \
      the old rows and with the new ones and tests both on the rows that stay.

      Examples:
        assay diff old.csv new.csv --key id
        assay diff git:main:train.jsonl train.jsonl --effect
        assay diff --git v1..v2 data/train.csv --format markdown

      A side may be git:REVISION:PATH. Exit status: 0, 1 with new findings that are errors, 2 could \
      not run.
      """)

  @Argument(
    help: "The old and the new file; with --git one path.", completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Compare the file at these revisions; without REV2, or with one alone, with the file as it is.",
      valueName: "REV1..REV2"))
  var git: String?

  @Option(
    help: ArgumentHelp(
      "The column that tells rows apart; several with commas between them.", valueName: "column"))
  var key: String?

  @Flag(help: "Measure what the change does to the accuracy and macro F1 of a linear model.")
  var effect = false

  @Option(help: "The seed of the effect's folds, models and resamples.")
  var seed = 42

  @OptionGroup var checking: CheckingOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard files.count == (git == nil ? 2 : 1) else {
      throw ValidationError(
        git == nil ? "name two files, the old one first" : "with --git, name one file")
    }
    if files == ["-", "-"] {
      throw ValidationError("standard input is one file; name the other")
    }
  }

  func run() throws {
    try reporting.replacing.require([reporting.output], apartFrom: files)
    let difference = try Diffing.run(request())
    var report = difference.report()
    report.inputs = git == nil ? files.filter { !$0.hasPrefix("git:") && $0 != "-" } : []
    try reporting.write(report, colored: output.colored)
    if difference.hasNewErrors { throw ExitStatus.findings }
  }

  private func request() throws(AssayError) -> DiffRequest {
    var sides: (DataRevision, DataRevision)
    if let git {
      sides = try DataRevision.pair(git, path: files[0])
    } else {
      sides = (try DataRevision(files[0]), try DataRevision(files[1]))
    }
    var request = DiffRequest(old: sides.0, new: sides.1)
    request.options = checking.options
    request.keys = key?.split(separator: ",").map(String.init) ?? []
    request.measuresEffect = effect
    request.seed = UInt64(bitPattern: Int64(seed))
    return request
  }
}
