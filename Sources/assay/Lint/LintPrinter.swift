// SPDX-License-Identifier: Apache-2.0

import AssayCore
import CommandOptions
import Console
import JSON
import Platform
import Reports
import RuleEngine
import Workflows

/// Shows what a lint found in each form that is wanted, and writes all of them or none.
struct LintPrinter {
  private let targets: [FindingOutputOptions.Target]
  private let output: OutputOptions
  private let progress: ProgressLine
  private let options: RenderOptions
  /// The files that are read.
  var inputs: [String] = []

  init(
    _ targets: [FindingOutputOptions.Target], _ output: OutputOptions, options: RenderOptions
  ) {
    self.targets = targets
    self.output = output
    self.options = options
    progress = output.progressLine("linting")
  }

  /// The files that will be written.
  var paths: [String?] { targets.map(\.path) }

  /// Whether somebody reads the findings here.
  var isForPeople: Bool { targets.contains { $0.path == nil && $0.format == .full } }

  /// Of how many places of a finding the rows are needed.
  var shownPlaces: Int { targets.map { $0.format.renderer.shownPlaces }.max() ?? 0 }

  /// Tells what goes on.
  var event: @Sendable (LintEvent) -> Void {
    { [progress, output] event in
      switch event {
      case .started(let file, let done, let total):
        progress.update(done: done, of: total, detail: file)
      case .rowsRead(let file, let rows): progress.update("\(file): \(rows) rows read")
      case .unchanged(let file): output.explain("\(file): not changed since an earlier run")
      }
    }
  }

  /// - Throws: `AssayError` when files could not be read, after saying what was found in the others.
  func print(_ result: LintResult) throws(AssayError) {
    progress.finish()
    if let last = result.faults.last {
      if result.baselines.isEmpty { try printUnwritten(result) }
      for fault in result.faults.dropLast() { Terminal.printFailure(fault) }
      throw last
    }
    guard result.baselines.isEmpty else { return try write(result.baselines) }
    try write(result)
    tellWhatIsKnown(result)
  }

  // MARK: - Findings

  /// What can be said when some files could not be read: forms for machines say it about these
  /// files too, and no file is written.
  private func printUnwritten(_ result: LintResult) throws(AssayError) {
    for target in targets where target.path == nil {
      let isText = [.full, .concise].contains(target.format)
      let shown = isText ? result.reports.filter { $0.facts != nil } : result.reports
      if !shown.isEmpty { Terminal.printResult(try render(shown, result, target: target)) }
    }
  }

  private func write(_ result: LintResult) throws(AssayError) {
    var files: [AtomicFile] = []
    var text = ""
    for target in targets {
      let part = try render(result.reports, result, target: target)
      guard let path = target.path else {
        text += part
        continue
      }
      let file = try AtomicFile(path: path)
      try file.write(part)
      files.append(file)
    }
    for file in files { try file.commit() }
    Terminal.printResult(text)
  }

  private func render(
    _ reports: [LintReport], _ result: LintResult, target: FindingOutputOptions.Target
  ) throws(AssayError) -> String {
    var options = options
    if target.format == .html { options.origin = try .ofThisCommand(inputs) }
    options.rules = result.rules
    options.excerpts = result.excerpts
    options.samples = result.samples
    options.width = target.path == nil ? Terminal.width : 100
    options.isColored = target.path == nil && output.colored
    return target.format.renderer.render(reports, options)
  }

  // MARK: - What is known

  private func write(_ baselines: [LintResult.NewBaseline]) throws(AssayError) {
    for new in baselines {
      let text = new.baseline.json.indented
      try AtomicFile.write(Array(text.utf8), to: new.path)
      output.say("wrote \(new.path): \(new.baseline.entries.count) known findings")
    }
  }

  private func tellWhatIsKnown(_ result: LintResult) {
    for note in result.notes { output.say(note) }
    for stale in result.staleBaselines {
      let names = Set(stale.entries.map { "\($0.code) in \($0.file)" }).sorted()
      let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
      let count = stale.entries.count
      output.say(
        "\(stale.path): \(count) known finding\(count == 1 ? " is" : "s are") gone (\(shown)); "
          + "renew it with --write-baseline")
    }
  }
}
