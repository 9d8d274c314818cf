// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import Dataset
import Foundation
import RuleEngine
import RuleLibrary

/// Which rules to apply, and to what model.
struct RuleOptions: ParsableArguments {
  @Option(help: "Only rules whose code starts so, such as SEP or SEP001,STOP.")
  var select: String?

  @Option(help: "No rules whose code starts so.")
  var ignore: String?

  @Option(help: "A folder with more rule files.")
  var rules: String?

  @Option(help: "The most tokens that prompt and completion may have together.")
  var maxTokens: Int?

  @Option(help: "The separator that prompts are to end with; \\n is a line break.")
  var separator: String?

  @Option(help: "The stop sequence that completions are to end with; \\n is a line break.")
  var stop: String?

  /// The rules that are to be applied, with their severities.
  func selected(
    from all: RuleSet, _ configuration: Configuration
  ) throws(AssayError) -> RuleSet {
    try all.check(configuration)
    let wanted = Self.codes(select)
    return try all.enabled(by: configuration).selected(
      wanted.isEmpty ? configuration.select : wanted,
      ignoring: Self.codes(ignore) + configuration.ignore
    ).configured(by: configuration)
  }

  /// All rules there are, with the configuration's parameters.
  func allRules(_ configuration: Configuration) throws(AssayError) -> RuleSet {
    try RuleLibrary.rules(
      addingFolder: rules ?? configuration.rules, parameters: configuration.parameters)
  }

  func settings(_ input: InputOptions, _ configuration: Configuration) -> Settings {
    var settings = Settings()
    settings.names = ColumnNames(
      prompt: input.givenPromptColumn ?? configuration.promptColumn,
      completion: input.givenCompletionColumn ?? configuration.completionColumn)
    settings.maxTokens = maxTokens ?? configuration.maxTokens
    settings.separator = separator.map(Self.unescaped) ?? configuration.separator
    settings.stop = stop.map(Self.unescaped) ?? configuration.stop
    settings.threads = ProcessInfo.processInfo.activeProcessorCount
    return settings
  }

  static func codes(_ list: String?) -> [String] {
    (list ?? "").split { $0 == "," || $0 == " " }.map { $0.uppercased() }
  }

  private static func unescaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\t", with: "\t")
  }
}
