// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
package import Records

/// Says what the rules find in a file; changes nothing.
package struct Linter: Sendable {
  package let rules: RuleSet
  package let settings: Settings

  package init(rules: RuleSet, settings: Settings) {
    self.rules = rules
    self.settings = settings
  }

  /// - Parameters:
  ///   - exemptions: what is not to be reported.
  ///   - keepsRows: whether the report's trace holds all rows that were found.
  /// - Throws: `AssayError` when the file cannot be read or has no prompts and completions.
  package func lint(
    _ source: any RowSource, except exemptions: Exemptions = Exemptions(), keepsRows: Bool = false
  ) throws(AssayError) -> LintReport {
    let stream = RecordStream(source, names: settings.names, threads: settings.threads)
    do throws(AssayError) {
      let analysis = try Analysis(
        stream, rules: rules.rules, settings: settings,
        watch: Watch(exemptions: exemptions, keepsRows: keepsRows))
      return LintReport(
        path: source.path, profile: analysis.profile,
        findings: analysis.findings(file: source.path).map { $0.located(in: source) },
        trace: analysis.trace)
    } catch {
      throw source.located(error)
    }
  }
}
