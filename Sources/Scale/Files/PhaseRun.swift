// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Checks
import Dataset
import Platform
import Records
import RuleEngine
import Tables
package import Workflows

/// By what all phases of a run work: the version, the rules and the settings, which are those that a lint of
/// the first shard would have.
package struct PhaseRun {
  package let version: String
  /// A hash of the rules and options.
  package let rules: String
  let ruleSet: RuleSet
  let settings: Settings
  let surveyor: Surveyor
  private let check: CheckSettings

  /// - Parameter file: a shard, by which the configuration is found.
  /// - Throws: `AssayError` when the configuration or a rule cannot be read.
  package init(
    _ options: CheckOptions, version: String, file: String
  ) throws(AssayError) {
    self.version = version
    let file = DataFile(file)
    check = try SettingsReader(options).settings(for: file)
    guard try !KnownFindings.areThere(check, isIsolated: options.configuration == .none) else {
      throw AssayError(
        "a baseline or suppressions hold for the file, which phases do not know",
        at: Location(file: check.configuration.path ?? file.name),
        remedy:
          "Give --isolated and options in place of the configuration, or run `assay lint --as-one`")
    }
    ruleSet = check.rules(for: file)
    settings = check.settings
    surveyor = Surveyor(settings: settings, analyzers: ruleSet.rules.flatMap(\.check.analyzers))
    let digest = MessageDigest()
    digest.update(check.identity + ruleSet.rules.map(\.id).joined(separator: ","))
    rules = digest.finish()
  }

  /// - Parameter path: a file of an earlier phase, which tells of a shard.
  package init(
    _ options: CheckOptions, version: String, handedOn path: String
  ) throws(AssayError) {
    try self.init(options, version: version, file: PhaseHeader(path: path)?.shard.path ?? path)
  }

  /// The rows of a shard.
  /// - Parameter names: its columns and its form, as far as they are known.
  func stream(_ shard: DataShard, names: ColumnNames?) throws(AssayError) -> RecordStream {
    RecordStream(
      try check.source(of: DataFile(shard.path)), names: names ?? settings.names,
      threads: settings.threads)
  }
}
