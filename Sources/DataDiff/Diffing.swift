// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Dataset
import Evaluation
import RuleEngine
import Tables
import Workflows

/// The use "diff": what a new version of a file changes, as one reads it before it is taken over.
package enum Diffing {
  /// - Throws: `AssayError` when a side cannot be read, a key does not tell rows apart, or there is
  ///   nothing to measure an effect on.
  package static func run(_ request: DiffRequest) throws(AssayError) -> DataDifference {
    let (old, new) = (try Side(request.old, request), try Side(request.new, request))
    let matching = try RowMatching(old.table, new.table, keys: request.keys)
    let areLabels = old.hasClasses && new.hasClasses
    let changes = matching.changes(areLabels: areLabels)
    return DataDifference(
      old: request.old.name, new: request.new.name, oldRows: old.table.lines.count,
      newRows: new.table.lines.count, unchanged: matching.unchanged, changes: changes,
      addedColumns: new.table.columns.filter { old.table.index(of: $0) == nil },
      goneColumns: old.table.columns.filter { new.table.index(of: $0) == nil },
      findings: FindingChange.all(old: try old.findings(), new: try new.findings()),
      classes: areLabels
        ? ClassChange.all(old: old.table.labeled.labels, new: new.table.labeled.labels) : [],
      effect: try request.measuresEffect ? effect(old, new, request: request) : nil)
  }

  private static func effect(
    _ old: Side, _ new: Side, request: DiffRequest
  ) throws(AssayError) -> DataEffect {
    for side in [old, new] where !side.hasClasses {
      throw AssayError(
        "the completions are not classes", at: Location(file: side.table.file),
        remedy: "An effect needs a label column; name it with --completion-column")
    }
    return try DataEffect(
      EffectRows(before: old.labeled, after: new.labeled), file: new.table.file,
      seed: request.seed)
  }
}

extension EffectRows.Side {
  fileprivate init(_ table: DiffTable) {
    let (prompts, labels) = table.labeled
    self.init(prompts: prompts, labels: labels)
  }
}

/// A side of the difference, read.
private struct Side {
  private let fetched: FetchedFile
  private let options: CheckOptions
  let table: DiffTable
  /// Whether the completions are classes.
  let hasClasses: Bool

  init(_ revision: DataRevision, _ request: DiffRequest) throws(AssayError) {
    fetched = try FetchedFile(revision)
    var options = request.options
    if options.configuration == .nearest, revision.revision != nil {
      // The configuration of the file, not of its copy.
      options.configuration =
        ConfigurationFinder(.nearest).path(for: revision.path).map { .file($0) } ?? .none
    }
    self.options = options
    let settings = try Linting(options).settings(for: fetched.file)
    table = try DiffTable(settings.source(of: fetched.file), names: settings.settings.names)
    let (prompts, labels) = table.labeled
    hasClasses = DatasetSurvey(prompts: prompts, completions: labels).classes != nil
  }

  var labeled: EffectRows.Side { EffectRows.Side(table) }

  func findings() throws(AssayError) -> LintReport {
    var request = LintRequest([fetched.file])
    // Every row that a rule is about is kept by its content.
    request.known.writesBaseline = true
    let result = try Linting(options).run(request)
    if let fault = result.faults.first { throw fault }
    return result.reports[0]
  }
}
