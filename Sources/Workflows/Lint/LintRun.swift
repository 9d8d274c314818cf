// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Records
import RuleEngine
import RuleLibrary

/// One lint: file after file, by its settings, without what is known already.
final class LintRun {
  private let request: LintRequest
  private let reader: SettingsReader
  private let events: @Sendable (LintEvent) -> Void
  private let cache: ResultCache?
  /// What is known, by the configuration file that says so.
  private var known: [String: KnownFindings] = [:]
  private let leakFiles = LeakFiles()
  private var result = LintResult()

  init(
    _ request: LintRequest, _ reader: SettingsReader,
    events: @escaping @Sendable (LintEvent) -> Void
  ) {
    self.request = request
    self.reader = reader
    self.events = events
    cache =
      request.known.writesBaseline ? nil : request.cacheVersion.map { ResultCache(version: $0) }
  }

  func run() throws(AssayError) -> LintResult {
    try addLeakFiles()
    for (index, file) in request.files.enumerated() {
      events(.started(file.name, done: index, total: request.files.count))
      result.reports.append(try reportOrFault(file))
    }
    if request.known.writesBaseline { try renewBaselines() } else { noteWhatIsKnown() }
    return result
  }

  /// Files of one run are parts of one data set: what is in one must not be in the next, nor in a
  /// benchmark.
  private func addLeakFiles() throws(AssayError) {
    for file in request.against {
      let settings = try reader.settings(for: request.files.first ?? file)
      leakFiles.add(file.name, try file.source(settings.reading), settings: settings.settings)
    }
  }

  // MARK: - One file

  /// The report of a file, also of one that could not be read where a rule explains why.
  private func reportOrFault(_ file: DataFile) throws(AssayError) -> LintReport {
    do throws(AssayError) {
      return try report(file)
    } catch {
      let rules = try RuleLibrary.rules()
      guard let unread = LintReport(unread: error, path: file.name, rules: rules) else {
        throw error
      }
      if let rule = rules.rule(unread.findings[0].code) { result.add(rule) }
      result.faults.append(error)
      return unread
    }
  }

  private func report(_ file: DataFile) throws(AssayError) -> LintReport {
    let settings = try reader.settings(for: file)
    let rules = settings.rules(for: file)
    for rule in rules.rules { result.add(rule) }
    let known = try known(settings)
    let key = key(file, settings, rules: rules, known: known)
    let source = try settings.source(of: file)
    let report: LintReport
    if let kept = kept(key, file) {
      report = kept
    } else {
      report = try lint(source, rules, settings: settings, known: known)
    }
    if let key { cache?.keep(report, key) }
    if rules.findsLeaks { leakFiles.add(file.path, source, settings: settings.settings) }
    known.note(report.trace)
    if let sample = request.sample, let facts = report.facts {
      result.samples[file.name] = try RowSample(
        sample.rows, of: source, total: facts.rows, seed: sample.seed,
        names: settings.settings.names, maskers: rules.maskers)
    }
    if request.shownPlaces > 0 {
      result.excerpts[file.name] = try Excerpts(
        for: report, of: source, names: settings.settings.names, places: request.shownPlaces,
        maskers: rules.maskers)
    }
    return report
  }

  /// The name under which a file's result is kept; nil when it is not.
  private func key(
    _ file: DataFile, _ settings: CheckSettings, rules: RuleSet, known: KnownFindings
  ) -> String? {
    // What is known of a file goes by its path; a copy elsewhere is another file. Of several as one none is kept.
    guard file.paths.count == 1 else { return nil }
    let place = known.identity.isEmpty ? "" : ConfigurationFinder.absolutePath(file.path)
    let identity =
      settings.identity + known.identity + place + leakFiles.identity
      + rules.rules.map(\.id).joined(separator: ",")
    return cache?.key(for: file.path, identity: identity)
  }

  private func kept(_ key: String?, _ file: DataFile) -> LintReport? {
    guard let key, let report = cache?.report(key, path: file.name) else { return nil }
    events(.unchanged(file.name))
    return report
  }

  private func lint(
    _ source: any RowSource, _ rules: RuleSet, settings: CheckSettings, known: KnownFindings
  ) throws(AssayError) -> LintReport {
    let path = source.path
    let watched = WatchedSource(source: source) { [events] rows in events(.rowsRead(path, rows)) }
    var own = settings.settings
    if rules.findsLeaks { own.against = try leakFiles.indexes() }
    let writes = request.known.writesBaseline
    return try Linter(rules: rules, settings: own).lint(
      watched, except: known.exemptions(for: path, usesBaseline: !writes), keepsRows: writes)
  }

  // MARK: - What is known

  private func known(_ settings: CheckSettings) throws(AssayError) -> KnownFindings {
    let path = settings.configuration.path ?? ""
    if let known = known[path] { return known }
    let known = try KnownFindings(
      request.known, settings, isIsolated: reader.options.configuration == .none)
    self.known[path] = known
    return known
  }

  private func renewBaselines() throws(AssayError) {
    guard result.faults.isEmpty else { return }
    var reports: [String: [LintReport]] = [:]
    var order: [KnownFindings] = []
    for (file, report) in zip(request.files, result.reports) {
      let known = try known(try reader.settings(for: file))
      if reports[known.baselinePath] == nil { order.append(known) }
      reports[known.baselinePath, default: []].append(report)
    }
    result.baselines = order.map { known in
      LintResult.NewBaseline(
        path: known.baselinePath, baseline: known.renewed(reports[known.baselinePath] ?? []))
    }
  }

  private func noteWhatIsKnown() {
    let codes = Set(result.rules.map(\.id))
    for (_, known) in known.sorted(by: { $0.key < $1.key }) {
      result.notes += known.suppressionNotes(codes: codes)
      let entries = known.staleEntries(result.reports.map(\.path), codes: codes)
      guard !entries.isEmpty else { continue }
      result.staleBaselines.append(
        LintResult.StaleBaseline(path: known.baselinePath, entries: entries))
    }
  }
}
