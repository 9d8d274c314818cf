// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Foundation
import Platform
import RuleEngine
import Tables

/// What the original preparation does to data without a word: the findings of those rules that say
/// so, for the file that was prepared.
struct SilentHarm {
  let path: String
  let rules: RuleSet
  /// Codes that need not be said again.
  let known: Set<String>

  /// - Returns: findings, and the fault of a file that only the original can read.
  func findings() -> [Finding] {
    let codes = rules.rules.filter { !known.contains($0.id) && mayMatter($0.original) }.map(\.id)
    do throws(AssayError) {
      var settings = Settings()
      settings.threads = Machine.coreCount
      let telling = try rules.selected(codes, ignoring: [])
      return try Linter(rules: telling, settings: settings).lint(TableSource(path: path)).findings
    } catch {
      guard let code = error.code?.rawValue, !known.contains(code),
        rules.rule(code)?.original != .reads
      else { return [] }
      return LintReport(unread: error, path: path, rules: rules)?.findings ?? []
    }
  }

  /// The original copes with a byte-order mark, and with JSON under another name, but not in plain
  /// text, where the mark stays and the JSON becomes the completions.
  private func mayMatter(_ original: Rule.Original?) -> Bool {
    switch original {
    case .harms: true
    case .harmsPlainText: path.lowercased().hasSuffix(".txt")
    case .reads, nil: false
    }
  }
}
