// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Foundation
import JSON
import RuleEngine
import Tables

/// One run of `assay fix`: decide, split, write, tell.
struct FixRun {
  private let command: FixCommand
  private let source: SpooledSource
  private let settings: Settings
  private let rules: RuleSet
  private var asks: Bool { !command.fixOptions.yes && Question.canAsk }

  init(_ command: FixCommand) throws(AssayError) {
    self.command = command
    let prepared = try SettingsReader(
      rules: command.ruleOptions, input: command.inputOptions,
      tokenizer: command.tokenizerOptions, configuration: command.configurationOptions
    ).settings(for: command.file)
    rules = prepared.rules(for: command.file)
    source = SpooledSource(
      try command.inputOptions.source(
        command.file, comparingForm: rules.comparesForm, mendingLines: Self.mendsLines(command)))
    var settings = prepared.settings
    if command.labelOptions.isNumbering { settings.task = .classification }
    self.settings = settings
  }

  func run() throws(AssayError) {
    var map: LabelMap?
    try requireFixes(of: try rules.selected(only, ignoring: []).rules)
    let outcome = try Fixer(rules: rules, settings: settings).decide(source, mayMake: mayMake) {
      profile throws(AssayError) in
      guard command.labelOptions.isNumbering else { return [] }
      let labels = try command.labelOptions.map(for: profile, file: source.path)
      map = labels
      return [try labels.step(for: profile, file: source.path)]
    } accept: { offer throws(AssayError) in
      accept(offer)
    }
    if command.fixOptions.diff { return try showDiff(outcome) }
    try finish(outcome, map)
  }

  // MARK: - Decisions

  private var only: [String] { RuleOptions.codes(command.fixOptions.only) }

  /// Whoever names rules with --only wants their fixes; that they are unsafe must not go unsaid.
  private func requireFixes(of rules: [Rule]) throws(AssayError) {
    guard !only.isEmpty, !command.fixOptions.unsafeFixes else { return }
    let unsafe = rules.filter { $0.repair?.grade == .unsafe }.map(\.id)
    guard !unsafe.isEmpty else { return }
    let codes = unsafe.joined(separator: ", ")
    guard rules.contains(where: { $0.repair?.grade == .safe }) else {
      throw AssayError(
        "the fix\(unsafe.count == 1 ? " of \(codes) is" : "es of \(codes) are") unsafe",
        remedy: "Add --unsafe-fixes to make \(unsafe.count == 1 ? "it" : "them")")
    }
    command.outputOptions.say("not without --unsafe-fixes: \(codes)")
  }

  /// What a faulty line means is a guess.
  private static func mendsLines(_ command: FixCommand) -> Bool {
    let only = RuleOptions.codes(command.fixOptions.only)
    return command.fixOptions.unsafeFixes
      && (only.isEmpty || only.contains { "JSON005".hasPrefix($0) })
  }

  private func mayMake(_ rule: Rule) -> Bool {
    guard rule.repair?.grade == .safe || command.fixOptions.unsafeFixes else { return false }
    return only.isEmpty || only.contains { rule.id.hasPrefix($0) }
  }

  private func accept(_ offer: Fixer.Offer) -> Bool {
    guard asks else { return true }
    Terminal.printError("\(offer.finding.code) \(offer.finding.message)")
    return Question.ask("  \(offer.step.title)?")
  }

  private func isSplit(_ outcome: Fixer.Outcome) -> Bool {
    let task = outcome.after.profile?.task ?? outcome.before.task
    guard task == .classification, !command.splitOptions.noSplit,
      command.fixOptions.output != "-"
    else { return false }
    return !asks || Question.ask("Split into training and validation?")
  }

  /// The file is what a second run would write.
  private func isFinished(_ outcome: Fixer.Outcome, isSplit: Bool) -> Bool {
    outcome.plan.isEmpty && !isSplit && command.fixOptions.output == nil
      && source.format == .jsonl
      && outcome.before.columns == Field.allCases.map(\.rawValue)
  }

  // MARK: - Results

  private func showDiff(_ outcome: Fixer.Outcome) throws(AssayError) {
    let diff = RowDiff(
      source, names: settings.names, plan: outcome.plan, threads: settings.threads)
    Terminal.printResult("--- \(source.path)\n+++ prepared\n")
    try diff.forEachBatch { text throws(AssayError) in Terminal.printResult(text) }
  }

  private func finish(_ outcome: Fixer.Outcome, _ map: LabelMap?) throws(AssayError) {
    let isSplit = isSplit(outcome)
    guard !isFinished(outcome, isSplit: isSplit) else {
      Terminal.printResult("\(source.path): nothing to fix; it can be used as it is\n")
      return
    }
    let valid =
      try isSplit
      ? Split(
        outcome, fraction: command.splitOptions.validFraction, seed: command.splitOptions.seed
      ).valid : RowSet()
    let names = names(isSplit: isSplit, hasLabels: map != nil && command.labelOptions.labels == nil)
    let output = FixOutput(
      rows: FixedRows(
        source, names: settings.names, plan: outcome.plan, valid: valid, edited: outcome.rows,
        threads: settings.threads, keepsEntries: command.fixOptions.report != nil),
      names: names, isDryRun: command.fixOptions.dryRun, report: command.fixOptions.report)
    // The rows after the fixes are kept too: the file's cache can hold the output in its place.
    if !outcome.plan.isEmpty, command.fixOptions.report == nil { source.forgetCopy() }
    let report = try output.write(labels: map)
    tell(FixSummary(outcome: outcome, report: report, names: names, isNumbered: map != nil))
  }

  private func names(isSplit: Bool, hasLabels: Bool) -> OutputNames {
    if let output = command.fixOptions.output {
      return OutputNames(output: output, isSplit: isSplit, hasLabels: hasLabels)
    }
    return OutputNames(input: source.path, isSplit: isSplit, hasLabels: hasLabels) {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  private func tell(_ summary: FixSummary) {
    let lines = summary.lines(isDryRun: command.fixOptions.dryRun)
    if command.fixOptions.output == "-" {
      for line in lines { command.outputOptions.say(line) }
    } else {
      Terminal.printResult(lines.joined(separator: "\n") + "\n")
    }
    for line in summary.leftLines { command.outputOptions.say(line) }
  }
}
