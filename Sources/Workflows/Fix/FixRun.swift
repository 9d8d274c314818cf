// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import BitCollections
import Dataset
import Fixes
import Foundation
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

  func decide() throws(AssayError) -> Fixer.Outcome {
    try Fixer(rules: rules, settings: settings).decide(source, policy: request.policy)
  }

  func run(_ events: (FixEvent) throws(AssayError) -> Void) throws(AssayError) -> FixResult {
    try guardNamedFiles()
    let withheld = try withheldCodes()
    if !withheld.isEmpty { try events(.withheld(withheld)) }
    let outcome = try decide()
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
    let task = outcome.after.profile?.task ?? outcome.before.task
    guard task == .classification, request.division != nil else { return false }
    switch request.destination {
    case .stream: return false
    case .file(let path) where AtomicFile.isStream(path): return false
    default: return request.policy.answers.accepts(.split)
    }
  }

  private func validRows(
    _ outcome: Fixer.Outcome, isSplit: Bool
  ) throws(AssayError) -> BitSet {
    guard isSplit, let division = request.division else { return BitSet() }
    return try Split(outcome, fraction: division.fraction, seed: division.seed).valid
  }

  /// Whether the file is what a second fix would write.
  private func isFinished(_ outcome: Fixer.Outcome, isSplit: Bool) -> Bool {
    switch request.destination {
    case .besideInput, .nowhere: break
    case .file, .stream, .changes, .names: return false
    }
    return outcome.plan.isEmpty && !isSplit && source.format == .jsonl
      && outcome.before.columns == Field.allCases.map(\.rawValue)
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
      return OutputNames(input: request.file.name, isSplit: isSplit, hasLabels: hasLabels) {
        FileManager.default.fileExists(atPath: $0)
      }
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
        rows: rows, names: names, labels: outcome.labels, report: request.report)
      return result(.written, outcome, names: names, report: try files.write())
    }
  }

  /// Files that somebody named can be looked at before the work begins.
  private func guardNamedFiles() throws(AssayError) {
    var outputs = [request.report]
    if case .file(let path) = request.destination { outputs.append(path) }
    if case .stream = request.destination { outputs.append("-") }
    try OutputGuard.require(outputs, apartFrom: [request.file.path, request.labels])
  }

  /// - Throws: `AssayError` when a file would be written over an input, or over another that nobody
  ///   gave up.
  private func guardFiles(_ paths: [String]) throws(AssayError) {
    try OutputGuard.require(paths, apartFrom: [request.file.path, request.labels])
    try OutputGuard.requireFree(paths) { path in
      request.replacesFiles || request.policy.answers.accepts(.replace(path))
    }
  }
}
