// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import CommandOptions
import Console
import Decisions
import EvaluationMetrics
import Platform
import Review
import Tables
import Workflows

/// `assay review`: doubtful labels, one after another.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Walks through doubtful rows in the terminal and keeps what you decide about each.",
    discussion: """
      Shows each row with its label and what models suggest: keep, change, drop, skip, undo. Before \
      the first row it says what taking all suggestions would be worth. Decisions go to a file of \
      their own that names rows by content; assay fix makes them. The data is never changed.

      Examples:
        assay review mails.csv --prompt-column text --completion-column topic
        assay fix mails.csv --prompt-column text --completion-column topic \\
          --decisions mails_decisions.jsonl
        assay review train.jsonl --rows findings
        assay review train.jsonl --list --format csv --output doubtful.csv
      """)

  @Argument(help: "The labeled rows.", completion: .file())
  var file: String

  @Option(help: "The rows to look at: doubtful, findings (of assay lint) or all.")
  var rows = ReviewRequest.Selection.doubtful

  @Option(help: "What makes a label doubtful, as in assay assess.")
  var foundBy = LabelNoise.Filter.selfConfidence

  @Option(
    help: "The file of decisions, which is added to; without it STEM_decisions.jsonl.",
    completion: .file())
  var decisions: String?

  @Flag(help: "Print the rows and ask nothing.")
  var list = false

  @Flag(help: "Do not measure what taking all suggestions would be worth.")
  var noEffect = false

  @Option(help: "The seed of the models.")
  var seed = 42

  @OptionGroup var checking: CheckingOptions
  @OptionGroup var reporting: ReportOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard list || (reporting.output == nil && reporting.format == .text) else {
      throw ValidationError("--format and --output are for --list")
    }
    guard !(list && decisions != nil) else {
      throw ValidationError("--list decides nothing; leave out --decisions")
    }
    guard list || file != "-" || decisions != nil else {
      throw ValidationError("with standard input there are no keys to press; use --list")
    }
  }

  func run() throws {
    if list {
      try reporting.replacing.require([reporting.output], apartFrom: [file])
      return try reporting.write(ReviewQueue(request).report(), colored: output.colored)
    }
    guard Terminal.outputIsTerminal, StandardStream.input.isTerminal else {
      throw AssayError(
        "a review needs a terminal to ask on",
        remedy: "Run it in one, or print the rows with --list")
    }
    let path = decisions ?? Self.path(beside: file)
    try OutputGuard.require([path], apartFrom: [file])
    let earlier = Files.exists(path) ? try DecisionFile(path: path).decisions : []
    output.say("looking for rows ...")
    let queue = try ReviewQueue(request)
    guard !queue.items.isEmpty else { return Terminal.printLines(["\(file): nothing to look at"]) }
    var session = ReviewSession(queue, earlier: earlier)
    if !noEffect, let promise = try? queue.promise(seed: UInt64(bitPattern: Int64(seed))) {
      session.message = promise
    }
    try ReviewLoop(queue, path: path, seed: UInt64(bitPattern: Int64(seed))).run(&session)
    conclude(path)
  }

  private var request: ReviewRequest {
    var request = ReviewRequest(DataFile(file))
    request.options = checking.options
    request.selection = rows
    request.filter = foundBy
    request.seed = UInt64(bitPattern: Int64(seed))
    return request
  }

  /// `data/mails_decisions.jsonl` for `data/mails.csv`.
  private static func path(beside file: String) -> String {
    "\(DataFileName(file).stem)_decisions.jsonl"
  }

  private func conclude(_ path: String) {
    guard let file = try? DecisionFile(path: path), !file.decisions.isEmpty else {
      return Terminal.printLines(["nothing was decided"])
    }
    Terminal.printLines([
      "\(path): \(Plural.counted(file.decisions.count, "decision"))"
    ])
    output.advise(
      checking.options.command(["fix"], self.file) + " --decisions \(ShellWord.quoted(path))")
  }
}

extension ReviewRequest.Selection: ExpressibleByArgument {}
