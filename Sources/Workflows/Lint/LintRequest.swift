// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
package import RuleEngine
import Tables

/// What a lint is to look at and to give.
package struct LintRequest: Sendable {
  package var files: [DataFile]
  /// Files that share no prompt with the data, such as a benchmark.
  package var against: [DataFile] = []
  package var known = KnownFindings.Options()
  /// The version of assay under which results are kept for the next run; nil: they are not.
  package var cacheVersion: String?
  /// Of how many places of a finding the rows are wanted.
  package var shownPlaces = 0
  /// How many rows are wanted, chosen at random, and by which seed.
  package var sample: (rows: Int, seed: UInt64)?

  package init(_ files: [DataFile]) { self.files = files }

  /// All files that are read.
  package var allPaths: [String] {
    (files + against).flatMap(\.paths) + [known.suppressions].compactMap { $0 }
  }
}

/// What goes on while files are checked.
package enum LintEvent: Sendable {
  /// A file is begun; so many of all are done.
  case started(String, done: Int, total: Int)
  /// So many rows of a file were read in a pass.
  case rowsRead(String, Int)
  /// The file is what it was in an earlier run, whose result counts.
  case unchanged(String)
}

/// What a lint found.
package struct LintResult: Sendable {
  /// Findings of an earlier run that are gone.
  package struct StaleBaseline: Sendable, Equatable {
    package let path: String
    package let entries: [Baseline.Entry]
  }

  /// A baseline with what was found now.
  package struct NewBaseline: Sendable, Equatable {
    package let path: String
    package let baseline: Baseline
  }

  /// One for each file, in their order.
  package internal(set) var reports: [LintReport] = []
  /// Why some files could not be read; each has a report all the same.
  package internal(set) var faults: [AssayError] = []
  /// The rules that were applied, and those that explain the faults.
  package internal(set) var rules: [Rule] = []
  private var codes: Set<String> = []
  /// The rows of the places that are shown, by file.
  package internal(set) var excerpts: [String: Excerpts] = [:]
  /// Rows that were chosen at random, by file.
  package internal(set) var samples: [String: RowSample] = [:]
  /// The new baselines, where they are wanted.
  package internal(set) var baselines: [NewBaseline] = []
  package internal(set) var staleBaselines: [StaleBaseline] = []
  /// What is to be said about suppressions.
  package internal(set) var notes: [String] = []

  init() {}

  /// What is known of one data set by other means than a lint of it.
  package init(_ report: LintReport, rules: [Rule]) {
    reports = [report]
    self.rules = rules
  }

  /// The command that comes next for the only file: what repairs it, else what goes on with it. Nil where
  /// a command would not help, or cannot name the file.
  /// - Parameter options: how the file was read.
  package func nextCommand(_ options: CheckOptions) -> String? {
    guard faults.isEmpty, reports.count == 1, let report = reports.first, report.path != "-",
      let task = report.facts?.task
    else { return nil }
    if report.findings.contains(where: { $0.fix == .safe }) {
      return options.command(["fix"], report.path)
    }
    // The commands behind `fix` on the road are about prompts and completions.
    guard task != TrainingTask.chat.rawValue,
      !report.findings.contains(where: { $0.severity == .error })
    else { return nil }
    return DataFileName(report.path).isForMeasuring
      ? options.command(["eval", "-m", "MODEL", "-f"], report.path)
      : options.command(["run"], report.path)
  }

  /// Adds a rule, once.
  mutating func add(_ rule: Rule) {
    if codes.insert(rule.id).inserted { rules.append(rule) }
  }
}
