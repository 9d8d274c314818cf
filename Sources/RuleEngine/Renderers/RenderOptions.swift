// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Reports

/// What renderers are told besides the findings.
package struct RenderOptions: Sendable {
  /// The columns of the terminal.
  package var width = 100
  package var isColored = false
  /// Whether figures about the data are wanted too.
  package var showsStatistics = false
  /// Whether the keys of rows are wanted, for suppressions.
  package var showsKeys = false
  /// How many rows each finding of a JSON document brings along with their texts.
  package var excerptsInJSON = 0
  /// The text of the rows that findings point at, by file.
  package var excerpts: [String: Excerpts] = [:]
  /// Rows that were chosen at random, by file.
  package var samples: [String: RowSample] = [:]
  /// The rules that were applied.
  package var rules: [Rule] = []
  /// How a report that people keep was made.
  package var origin: ReportOrigin?
  /// The version of assay.
  package var version = ""
  /// The least severity that fails the run; nil when nothing does.
  package var failsAt: Severity? = .warning

  package init() {}

  /// Adds a rule that was applied, once.
  package mutating func add(_ rule: Rule) {
    if !rules.contains(where: { $0.id == rule.id }) { rules.append(rule) }
  }
}
