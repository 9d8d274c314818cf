// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import Records
import RuleEngine
import RuleLibrary

/// One run of `assay lint`: which files, by which settings, without what is known already.
final class LintRun {
  private let command: LintCommand
  private let reader: SettingsReader
  private let cache: ResultCache?
  private var known: [String: KnownFindings] = [:]
  private let leakFiles = LeakFiles()
  private var output: LintOutput
  private var progress: ProgressLine

  init(_ command: LintCommand) throws {
    self.command = command
    reader = SettingsReader(
      rules: command.ruleOptions, input: command.inputOptions,
      tokenizer: command.tokenizerOptions, configuration: command.configurationOptions,
      profile: command.profile)
    cache = command.noCache || command.exemptionOptions.writeBaseline ? nil : ResultCache()
    output = LintOutput(
      targets: try command.findingOptions.targets(), isColored: command.outputOptions.colored)
    output.options.showsStatistics = command.statistics
    output.options.showsKeys = command.outputOptions.verbose
    output.options.version = Assay.version
    output.options.failsAt = command.failOn.severity
    progress = ProgressLine("linting", options: command.outputOptions)
  }

  /// - Throws: `ExitStatus.findings` when there is something to report.
  func run() throws {
    let paths = try InputPaths(isExcluded: isExcluded).paths(command.files)
    if command.showSettings { return try showSettings(paths) }
    try addLeakFiles(paths)
    let reports = try reports(paths)
    if command.exemptionOptions.writeBaseline { return try writeBaselines(reports) }
    try output.write(reports)
    let hasStale = try tellWhatIsKnown(reports)
    try fail(reports, hasStale: hasStale)
  }

  /// - Throws: when files could not be read, after saying what was found in the others.
  private func reports(_ paths: [String]) throws(AssayError) -> [LintReport] {
    var reports: [LintReport] = []
    var faults: [AssayError] = []
    for (index, path) in paths.enumerated() {
      progress.update(done: index, of: paths.count, detail: path)
      do throws(AssayError) {
        reports.append(try report(path))
      } catch {
        let rules = try RuleLibrary.rules()
        guard let unread = LintReport(unread: error, path: path, rules: rules) else { throw error }
        if let rule = rules.rule(unread.findings[0].code) { output.options.add(rule) }
        reports.append(unread)
        faults.append(error)
      }
    }
    progress.finish()
    guard let last = faults.popLast() else { return reports }
    if !command.exemptionOptions.writeBaseline { output.printUnwritten(reports) }
    for fault in faults { Terminal.printError("error: \(fault)") }
    throw last
  }

  private func isExcluded(_ path: String) throws(AssayError) -> Bool {
    let configuration = try reader.settings(for: path).configuration
    let relative = configuration.relative(ConfigurationOptions.absolutePath(path))
    return configuration.exclude.contains { $0.matches(relative) }
  }

  private func showSettings(_ paths: [String]) throws {
    for path in paths {
      let lines = try reader.settings(for: path).lines(for: path)
      Terminal.printResult(lines.joined(separator: "\n") + "\n")
    }
  }

  // MARK: - One file

  private func report(_ path: String) throws(AssayError) -> LintReport {
    let settings = try reader.settings(for: path)
    let rules = settings.rules(for: path)
    for rule in rules.rules { output.options.add(rule) }
    let known = try known(settings)
    // What is known of a file goes by its path; a copy elsewhere is another file.
    let place = known.identity.isEmpty ? "" : ConfigurationOptions.absolutePath(path)
    let identity =
      settings.identity + known.identity + place + leakFiles.identity
      + rules.rules.map(\.id).joined(separator: ",")
    let key = cache?.key(for: path, identity: identity)
    let source = SpooledSource(
      try command.inputOptions.source(path, comparingForm: rules.comparesForm))
    let report: LintReport
    if let kept = kept(key, path) {
      report = kept
    } else {
      report = try lint(source, rules, settings, known)
    }
    if let key { cache?.keep(report, key) }
    if rules.findsLeaks { leakFiles.add(path, source, settings.settings) }
    known.note(report.trace)
    if output.shownPlaces > 0 {
      output.options.excerpts[path] = try Excerpts(
        for: report, of: source, names: settings.settings.names, places: output.shownPlaces,
        maskers: rules.maskers)
    }
    return report
  }

  /// Files of one run are parts of one data set: what is in one must not be in the next, nor in a
  /// benchmark.
  private func addLeakFiles(_ paths: [String]) throws(AssayError) {
    for path in command.leakOptions.against {
      let settings = try reader.settings(for: paths.first ?? path)
      leakFiles.add(path, try command.inputOptions.source(path), settings.settings)
    }
  }

  private func kept(_ key: String?, _ path: String) -> LintReport? {
    guard let key, let report = cache?.report(key, path: path) else { return nil }
    command.outputOptions.explain("\(path): not changed since an earlier run")
    return report
  }

  private func lint(
    _ source: any RowSource, _ rules: RuleSet, _ settings: LintSettings, _ known: KnownFindings
  ) throws(AssayError) -> LintReport {
    let writes = command.exemptionOptions.writeBaseline
    // Rows are read on one thread, this one.
    nonisolated(unsafe) let progress = progress
    let path = source.path
    let watched = WatchedSource(source: source) { rows in
      progress.update("\(path): \(rows) rows read")
    }
    var own = settings.settings
    if rules.findsLeaks { own.against = try leakFiles.indexes() }
    return try Linter(rules: rules, settings: own).lint(
      watched, except: known.exemptions(for: path, usesBaseline: !writes), keepsRows: writes)
  }

  private func known(_ settings: LintSettings) throws(AssayError) -> KnownFindings {
    let path = settings.configuration.path ?? ""
    if let known = known[path] { return known }
    let known = try KnownFindings(
      command.exemptionOptions, settings, isIsolated: command.configurationOptions.isolated)
    self.known[path] = known
    return known
  }

  // MARK: - What is known

  private func writeBaselines(_ reports: [LintReport]) throws {
    var files: [(path: String, baseline: Baseline)] = []
    for report in reports {
      let known = try known(try reader.settings(for: report.path))
      guard !files.contains(where: { $0.path == known.baselinePath }) else { continue }
      let own = try reports.filter {
        try self.known(try reader.settings(for: $0.path)).baselinePath == known.baselinePath
      }
      files.append((known.baselinePath, known.renewed(own)))
    }
    for file in files {
      let text = file.baseline.json.text(indented: true) + "\n"
      try AtomicFile.write(Array(text.utf8), to: file.path)
      command.outputOptions.say(
        "wrote \(file.path): \(file.baseline.entries.count) known findings")
    }
  }

  /// - Returns: whether a baseline holds findings that are gone.
  private func tellWhatIsKnown(_ reports: [LintReport]) throws(AssayError) -> Bool {
    let codes = Set(output.options.rules.map(\.id))
    var hasStale = false
    for known in known.values {
      for note in known.suppressionNotes(codes: codes) { command.outputOptions.say(note) }
      let stale = known.staleEntries(reports.map(\.path), codes: codes)
      guard !stale.isEmpty else { continue }
      hasStale = true
      let names = Set(stale.map { "\($0.code) in \($0.file)" }).sorted()
      let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
      command.outputOptions.say(
        "\(known.baselinePath): \(stale.count) known finding\(stale.count == 1 ? " is" : "s are") "
          + "gone (\(shown)); "
          + "renew it with --write-baseline")
    }
    return hasStale
  }

  private func fail(_ reports: [LintReport], hasStale: Bool) throws {
    if hasStale && command.exemptionOptions.strictBaseline { throw ExitStatus.findings }
    guard let limit = command.failOn.severity else { return }
    if reports.contains(where: { $0.findings.contains { $0.severity >= limit } }) {
      throw ExitStatus.findings
    }
  }
}
