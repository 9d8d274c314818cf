// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Dataset
import Decisions
import Fixes
import Platform
import Records
import RuleEngine
import Tables

/// One fix: decide, divide, write.
struct FixRun {
  private let request: FixRequest
  private let source: SpooledSource
  private let settings: Settings
  private let rules: RuleSet

  init(_ request: FixRequest) throws(AssayError) {
    self.request = request
    let prepared = try SettingsReader(request.options).settings(for: request.file)
    rules = prepared.rules(for: request.file)
    source = try prepared.source(of: request.file, fixingBy: request.policy)
    var settings = prepared.settings
    if request.policy.numbering != .none { settings.task = .classification }
    self.settings = settings
  }

  func decide() throws(AssayError) -> Fixer.Outcome { try decide(decisions()) }

  private func decide(_ decisions: DecisionUse?) throws(AssayError) -> Fixer.Outcome {
    var policy = request.policy
    policy.decided = decisions?.steps ?? []
    return try Fixer(rules: rules, settings: settings).decide(source, policy: policy)
  }

  /// What a person decided about the rows as they stand in the file.
  private func decisions() throws(AssayError) -> DecisionUse? {
    guard let path = request.decisions else { return nil }
    return try DecisionUse(
      DecisionFile(path: path),
      rows: RecordStream(source, names: settings.names, threads: settings.threads))
  }

  func run(_ events: (FixEvent) throws(AssayError) -> Void) throws(AssayError) -> FixResult {
    let decisions = try decisions()
    var result = try run(decisions, events)
    result.decisions = decisions
    return result
  }

  private func run(
    _ decisions: DecisionUse?, _ events: (FixEvent) throws(AssayError) -> Void
  ) throws(AssayError) -> FixResult {
    try guardNamedFiles()
    let withheld = try withheldCodes()
    if !withheld.isEmpty { try events(.withheld(withheld)) }
    let outcome = try decide(decisions)
    if case .changes = request.destination {
      try events(.changes("--- \(source.path)\n+++ prepared\n"))
      try RowDiff(outcome).forEachBatch { text throws(AssayError) in try events(.changes(text)) }
      return result(.shown, outcome, names: names(isSplit: false, outcome))
    }
    let isSplit = isSplit(outcome)
    let names = names(isSplit: isSplit, outcome)
    guard !isFinished(outcome, isSplit: isSplit) else {
      return result(.none, outcome, names: names)
    }
    let rows = FixedRows(
      outcome, valid: try validRows(outcome, isSplit: isSplit),
      keepsEntries: request.report != nil)
    return try write(rows, outcome, names: names, events: events)
  }

  private func result(
    _ action: FixResult.Action, _ outcome: Fixer.Outcome, names: OutputNames,
    report: FixReport = FixReport()
  ) -> FixResult {
    FixResult(action: action, outcome: outcome, report: report, names: names)
  }

  // MARK: - Decisions

  /// Whoever names rules wants their fixes; that they are unsafe must not go unsaid.
  private func withheldCodes() throws(AssayError) -> [String] {
    let policy = request.policy
    guard !policy.codes.isEmpty, !policy.grades.contains(.unsafe) else { return [] }
    _ = try rules.selected(policy.codes, ignoring: [])
    let named = rules.rules.filter { policy.isAbout($0) }
    let unsafe = named.filter { $0.repair?.grade == .unsafe }.map(\.id)
    guard !unsafe.isEmpty, !named.contains(where: { $0.repair?.grade == .safe }) else {
      return unsafe
    }
    let codes = unsafe.joined(separator: ", ")
    throw AssayError(
      "the fix\(unsafe.count == 1 ? " of \(codes) is" : "es of \(codes) are") unsafe",
      remedy: "Add --unsafe-fixes to make \(unsafe.count == 1 ? "it" : "them")")
  }

  private func isSplit(_ outcome: Fixer.Outcome) -> Bool {
    guard let division = request.division, !isStream else { return false }
    guard hasClasses(outcome) else { return division.textFraction != nil }
    return division.isSettled || request.policy.answers.accepts(.split)
  }

  /// Whether the rows go where there is one place alone.
  private var isStream: Bool {
    switch request.destination {
    case .stream: true
    case .file(let path): AtomicFile.isStream(path)
    default: false
    }
  }

  private func hasClasses(_ outcome: Fixer.Outcome) -> Bool {
    (outcome.after.profile?.task ?? outcome.before.task) == .classification
  }

  private func validRows(
    _ outcome: Fixer.Outcome, isSplit: Bool
  ) throws(AssayError) -> BitSet {
    guard isSplit, let division = request.division else { return BitSet() }
    let hasClasses = hasClasses(outcome)
    return try Split(
      outcome, fraction: hasClasses ? division.fraction : division.textFraction,
      seed: division.seed, hasClasses: hasClasses
    ).valid
  }

  /// Whether the file is what a second fix would write.
  private func isFinished(_ outcome: Fixer.Outcome, isSplit: Bool) -> Bool {
    switch request.destination {
    case .besideInput, .nowhere: break
    case .file, .stream, .changes, .names: return false
    }
    let hasForm =
      outcome.before.task == .chat || outcome.before.columns == Field.allCases.map(\.rawValue)
    return outcome.plan.isEmpty && !isSplit && source.format == .jsonl && hasForm
  }

  // MARK: - Files

  private func names(isSplit: Bool, _ outcome: Fixer.Outcome) -> OutputNames {
    // A map that was given is not written again.
    let hasLabels = request.policy.numbering == .byLabel && outcome.labels != nil
    switch request.destination {
    case .names(let names): return names(isSplit)
    case .file(let path):
      return AtomicFile.isStream(path)
        ? OutputNames(train: path, valid: nil, labels: nil)
        : OutputNames(output: path, isSplit: isSplit, hasLabels: hasLabels)
    case .stream: return OutputNames(output: "-", isSplit: false, hasLabels: false)
    case .besideInput, .changes, .nowhere:
      return OutputNames(
        input: request.file.name, isSplit: isSplit, hasLabels: hasLabels, isTaken: Files.exists)
    }
  }

  private func write(
    _ rows: FixedRows, _ outcome: Fixer.Outcome, names: OutputNames,
    events: (FixEvent) throws(AssayError) -> Void
  ) throws(AssayError) -> FixResult {
    switch request.destination {
    case .nowhere, .changes:
      return result(.counted, outcome, names: names, report: try rows.forEachBatch { _ in })
    case .stream:
      try guardFiles([names.train])
      let report = try rows.forEachBatch { lines throws(AssayError) in
        try events(.rows(lines.train))
      }
      return result(.written, outcome, names: names, report: report)
    case .besideInput, .file, .names:
      try guardFiles(names.all + [request.report].compactMap { $0 })
      let files = FixFiles(
        rows: rows, names: names, labels: outcome.labels, report: request.report,
        origin: { [source] in source.origin(of: $0) })
      return result(.written, outcome, names: names, report: try files.write())
    }
  }

  /// Files that somebody named can be looked at before the work begins.
  private func guardNamedFiles() throws(AssayError) {
    var outputs = [request.report]
    if case .file(let path) = request.destination { outputs.append(path) }
    if case .stream = request.destination { outputs.append("-") }
    try OutputGuard.require(outputs, apartFrom: request.inputs)
  }

  /// - Throws: `AssayError` when a file would be written over an input, or over another that nobody
  ///   gave up.
  private func guardFiles(_ paths: [String]) throws(AssayError) {
    try OutputGuard.require(paths, apartFrom: request.inputs)
    try OutputGuard.requireFree(paths) { path in
      request.replacesFiles || request.policy.answers.accepts(.replace(path))
    }
  }
}
