// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import Foundation
import RuleEngine
import RuleLibrary

/// Everything that decides how one file is checked: options first, then the configuration, then
/// what the rules say.
struct LintSettings {
  let configuration: Configuration
  /// The codes of all rules there are.
  let codes: [String]
  /// The rules that are applied.
  let rules: RuleSet
  let settings: Settings
  let profile: DataProfile
  let model: String?
  let tokenizer: String
  /// All of it in one text, by which a kept result is found again.
  let identity: String

  /// The rules that are applied to a file.
  func rules(for file: String) -> RuleSet {
    rules.applying(to: ConfigurationOptions.absolutePath(file), configuration)
  }

  /// The settings as lines of an `assay.yaml`.
  func lines(for file: String) -> [String] {
    let active = rules(for: file).rules
    let limit = settings.maxTokens.map(String.init) ?? "null # as the rules say"
    var lines = [
      "# \(file): \(configuration.path.map { "by \($0)" } ?? "no configuration file")",
      "profile: \(profile.rawValue)",
      "model: \(model ?? "null")",
      "max-tokens: \(limit)",
      "prompt-column: \(settings.names.prompt)",
      "completion-column: \(settings.names.completion)",
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
