// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dataset
import Platform
import Records
package import RuleEngine
package import Tables

/// What somebody asks for when files are checked or fixed. What is nil or empty is taken from the
/// configuration file, or found out from the data.
package struct CheckOptions: Sendable {
  /// How files are read.
  package var reading = TableSource.Options()
  package var promptColumn: String?
  package var completionColumn: String?
  /// Makes prompts of several columns, such as `{instruction}: {input}`.
  package var promptTemplate: String?
  /// Only rules whose code begins so, and none whose code begins so.
  package var select: [String] = []
  package var ignore: [String] = []
  /// Only rules of this severity or a higher one; nil takes all.
  package var leastSeverity: Severity?
  /// A folder with more rules.
  package var rulesFolder: String?
  package var maxTokens: Int?
  package var separator: String?
  package var stop: String?
  /// `gpt2`, or where a tokenizer stands.
  package var tokenizer: String?
  package var configuration = ConfigurationChoice.nearest
  /// The model that will be trained, and who will train it; their limits count.
  package var model: String?
  package var provider: String?
  /// What the data is for.
  package var profile: DataProfile?

  package init() {}

  /// How the file is read, as words of a command that reads it again.
  package var readingWords: [String] {
    let named: [(String, String?)] = [
      ("--prompt-column", promptColumn), ("--completion-column", completionColumn),
      ("--prompt-template", promptTemplate?.replacing("\n", with: "\\n")),
      ("--sheet", reading.sheet), ("--header-line", reading.headerLine.map(String.init)),
      ("--input-format", reading.format?.rawValue),
      ("--encoding", reading.encoding == .utf8 ? nil : reading.encoding.rawValue),
    ]
    let words = named.flatMap { name, value in value.map { [name, $0] } ?? [] }
    return reading.hasHeader ? words : words + ["--no-header"]
  }

  /// A command for a file that is read so.
  package func command(_ words: [String], _ file: String) -> String {
    ShellWord.command(words + [file] + readingWords)
  }

  /// The columns to read, with what a configuration says of them.
  func names(_ configuration: Configuration) -> ColumnNames {
    ColumnNames(
      prompt: promptColumn ?? configuration.promptColumn,
      completion: completionColumn ?? configuration.completionColumn)
  }

  /// The rules to apply, with the severities and parameters of a configuration.
  func rules(of all: RuleSet, _ configuration: Configuration) throws(AssayError) -> RuleSet {
    try all.check(configuration)
    let rules = try all.enabled(by: configuration).selected(
      select.isEmpty ? configuration.select : select, ignoring: ignore + configuration.ignore
    ).configured(by: configuration)
    return leastSeverity.map { rules.atLeast($0) } ?? rules
  }
}

/// Which configuration file counts.
package enum ConfigurationChoice: Sendable, Equatable {
  /// The nearest `assay.yaml` in the folder of the data or above.
  case nearest
  case none
  case file(String)
}
