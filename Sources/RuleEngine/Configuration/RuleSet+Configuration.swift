// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Checks

extension RuleSet {
  /// - Throws: `AssayError` when a configuration names a code that no rule has.
  package func check(_ configuration: Configuration) throws(AssayError) {
    let prefixes =
      configuration.select + configuration.ignore + configuration.levels.map(\.code)
      + configuration.fileIgnores.flatMap(\.codes)
    for prefix in prefixes { try require(prefix, configuration) }
  }

  /// The rules, of which those are on that a configuration gives a severity: to give it is to ask.
  package func enabled(by configuration: Configuration) -> RuleSet {
    let asked = configuration.levels.filter { $0.severity != nil }.map(\.code)
    var copy = self
    copy.rules = rules.map { rule in
      let isAsked = !rule.isEnabled && asked.contains { rule.id.hasPrefix($0) }
      return isAsked ? rule.with(severity: rule.severity) : rule
    }
    return copy
  }

  /// The rules with the severities of a configuration.
  package func configured(by configuration: Configuration) -> RuleSet {
    var copy = self
    copy.rules = rules.compactMap { rule in
      let level = configuration.levels.filter { rule.id.hasPrefix($0.code) }
        .max { $0.code.count < $1.code.count }
      guard let level else { return rule }
      return level.severity.map { rule.with(severity: $0) }
    }
    return copy
  }

  /// The rules without those that the configuration turns off for a file.
  /// - Parameter path: the file's absolute path.
  package func applying(
    to path: String, _ configuration: Configuration
  ) -> RuleSet {
    let relative = configuration.relative(path)
    let codes = configuration.fileIgnores.filter { $0.pattern.matches(relative) }
      .flatMap(\.codes)
    guard !codes.isEmpty else { return self }
    var copy = self
    copy.rules = rules.filter { rule in !codes.contains { rule.id.hasPrefix($0) } }
    return copy
  }

  /// The rules that hold for a model whose tokens are not GPT-2's.
  package var forOtherTokens: RuleSet {
    var copy = self
    copy.rules = rules.filter { !$0.isAboutGPT2Tokens }
    return copy
  }

  private func require(_ prefix: String, _ configuration: Configuration) throws(AssayError) {
    guard !rules.contains(where: { $0.id.hasPrefix(prefix) }) else { return }
    throw AssayError(
      "no rule has a code that starts with `\(prefix)`",
      at: configuration.path.map { Location(file: $0) },
      remedy: nearest(to: prefix))
  }
}

extension Rule {
  /// The same rule with another severity; to give it one is to ask for it.
  func with(severity: Severity) -> Rule {
    var copy = self
    copy.severity = severity
    copy.isEnabled = true
    return copy
  }

  /// The same rule with other parameters of its check.
  func with(check: any Check) -> Rule {
    var copy = self
    copy.check = check
    return copy
  }
}
