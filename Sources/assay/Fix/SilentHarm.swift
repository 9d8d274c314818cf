// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Foundation
import RuleEngine
import RuleLibrary
import Tables

/// What the original preparation does to data without a word: the findings of those rules that are
/// about it, for the file that was prepared.
struct SilentHarm {
  /// Columns and bytes that are dropped, texts that Python makes of cells, and faults that its checks
  /// pass over or make worse.
  private static let codes = [
    "CLS004", "COL005", "COL008", "CSV006", "IO003", "IO004", "ROW002", "ROW003", "ROW006",
    "SEP006", "WSP003", "XLS002", "XLS003", "XLS004", "XLS006", "XLS007",
  ]

  /// What the original reads as it should.
  private static let harmless = ["IO001", "IO005"]

  let path: String
  /// Codes that need not be said again.
  let known: Set<String>

  /// - Returns: findings, and the fault of a file that only the original can read.
  func findings() -> [Finding] {
    do throws(AssayError) {
      let rules = try RuleLibrary.rules().selected(
        Self.codes.filter { !known.contains($0) && mayMatter($0) }, ignoring: [])
      var settings = Settings()
      settings.threads = ProcessInfo.processInfo.activeProcessorCount
      return try Linter(rules: rules, settings: settings).lint(TableSource(path: path)).findings
    } catch {
      guard let code = error.code?.rawValue, !known.contains(code), !Self.harmless.contains(code),
        let rules = try? RuleLibrary.rules()
      else { return [] }
      return LintReport(unread: error, path: path, rules: rules)?.findings ?? []
    }
  }

  /// The original copes with a byte-order mark, and with JSON under another name, but not in plain
  /// text, where the mark stays and the JSON becomes the completions.
  private func mayMatter(_ code: String) -> Bool {
    !["IO003", "IO004"].contains(code) || path.lowercased().hasSuffix(".txt")
  }
}
