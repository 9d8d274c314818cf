// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import ArgumentParser
import AssayCore
import Dataset
import Foundation
import Records
import RuleEngine
import RuleLibrary
package import Workflows

/// Which rules to apply, and to what model.
package struct RuleOptions: ParsableArguments {
  package init() {}

  @Option(help: "Only rules whose code starts so, such as SEP or SEP001,STOP.")
  package var select: String?

  @Option(help: "No rules whose code starts so.")
  package var ignore: String?

  @Option(help: "A folder with more rule files.")
  package var rules: String?

  @Option(help: "The most tokens that prompt and completion may have together.")
  package var maxTokens: Int?

  @Option(help: "The separator that prompts are to end with; \\n is a line break.")
  package var separator: String?

  @Option(help: "The stop sequence that completions are to end with; \\n is a line break.")
  package var stop: String?

  package func validate() throws {
    guard maxTokens ?? 1 > 0 else { throw ValidationError("--max-tokens must be at least 1") }
  }

  /// Adds what was asked for.
  package func add(to options: inout CheckOptions) {
    options.select = Self.codes(select)
    options.ignore = Self.codes(ignore)
    options.rulesFolder = rules
    options.maxTokens = maxTokens
    options.separator = separator.map(Self.unescaped)
    options.stop = stop.map(Self.unescaped)
  }

  package static func codes(_ list: String?) -> [String] {
    (list ?? "").split { $0 == "," || $0 == " " }.map { $0.uppercased() }
  }

  /// Text with the line breaks and tabs that `\\n` and `\\t` stand for.
  package static func unescaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\t", with: "\t")
  }
}
