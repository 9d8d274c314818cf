// SPDX-License-Identifier: Apache-2.0

package import Analyzers
package import AssayCore
import Dataset
import Foundation
package import Records
package import RuleEngine
import RuleLibrary
import Tables

/// Everything that decides how one file is checked: what was asked for first, then the
/// configuration, then what the rules say.
package struct CheckSettings {
  package let configuration: Configuration
  /// The codes of all rules there are.
  package let codes: [String]
  /// The rules that are applied.
  let rules: RuleSet
  package let settings: Settings
  let reading: TableSource.Options
  let profile: DataProfile
  let model: String?
  let tokenizer: String
  /// All of it in one text, by which a kept result is found again.
  package let identity: String

  /// The rules that are applied to a file.
  package func rules(for file: DataFile) -> RuleSet {
    rules.applying(to: ConfigurationFinder.absolutePath(file.home), configuration)
  }

  /// The rows of a file, read so that its rules see what they are about.
  /// - Parameter policy: what may be fixed, where that is wanted.
  package func source(
    of file: DataFile, fixingBy policy: FixPolicy? = nil
  ) throws(AssayError) -> SpooledSource {
    var options = reading
    rules(for: file).prepare(&options, for: policy)
    return SpooledSource(try file.source(options))
  }

  /// The settings as lines of an `assay.yaml`.
  package func lines(for file: DataFile) -> [String] {
    let active = rules(for: file).rules
    let limit = settings.maxTokens.map(String.init) ?? "null # as the rules say"
    var lines = [
      "# \(file.name): \(configuration.path.map { "by \($0)" } ?? "no configuration file")",
      "profile: \(profile.rawValue)",
      "model: \(model ?? "null")",
      "max-tokens: \(limit)",
      "prompt-column: \(settings.names.prompt)",
      "completion-column: \(settings.names.completion)",
      "prompt-template: \(Self.quoted(reading.template?.template.text))",
      "tokenizer: \(tokenizer)",
      "separator: \(Self.quoted(settings.separator))",
      "stop: \(Self.quoted(settings.stop))",
      "baseline: \(configuration.baseline ?? "null")",
      "suppressions: \(configuration.suppressions ?? "null")",
      "parameters:",
    ]
    for (code, values) in configuration.parameters.sorted(by: { $0.key < $1.key }) {
      let texts = values.texts.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
      lines.append("  \(code): {\(texts)}")
    }
    lines.append("severity: # of the \(active.count) rules that apply")
    return lines + active.map { "  \($0.id): \($0.severity.rawValue)" }
  }

  private static func quoted(_ text: String?) -> String {
    text.map { "\"\($0.replacing("\n", with: "\\n").replacing("\t", with: "\\t"))\"" } ?? "null"
  }
}
