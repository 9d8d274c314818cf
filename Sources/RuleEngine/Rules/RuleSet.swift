// SPDX-License-Identifier: Apache-2.0

import Algorithms
import Analyzers
package import AssayCore
package import Checks

/// Rules by code.
package struct RuleSet: Sendable {
  /// Sorted by code.
  package internal(set) var rules: [Rule]

  /// - Throws: `AssayError` when two rules have one code.
  package init(_ rules: [Rule]) throws(AssayError) {
    self.rules = rules.sorted { $0.id < $1.id }
    for (rule, next) in self.rules.adjacentPairs() where rule.id == next.id {
      throw Self.taken(rule.id, by: rule.path, path: next.path)
    }
  }

  /// The error about a code that two rules have.
  package static func taken(_ code: String, by other: String, path: String) -> AssayError {
    AssayError(
      "the code \(code) is taken by \(other)", at: Location(file: path),
      remedy: "Give the rule a code of its own")
  }

  /// What hides private texts when rows are shown.
  package var maskers: [TextMasker] {
    rules.compactMap { ($0.check as? PatternMatch)?.privateMasker }
  }

  /// Whether a rule compares files with each other.
  package var findsLeaks: Bool {
    rules.contains { $0.check.analyzers.contains { $0 is LeakedRows } }
  }

  /// The rule with a code.
  package func rule(_ code: String) -> Rule? { rules.first { $0.id == code } }

  /// The rules of a severity or a higher one.
  package func atLeast(_ severity: Severity) -> RuleSet {
    var copy = self
    copy.rules = rules.filter { $0.severity >= severity }
    return copy
  }

  /// The rules whose code starts with one of `select` (when it is empty, all that are
  /// enabled) and with none of `ignore`. The longer prefix wins: `--select SEP001 --ignore SEP` leaves SEP001.
  /// - Throws: `AssayError` when a prefix fits no rule.
  package func selected(
    _ select: [String], ignoring ignore: [String]
  ) throws(AssayError) -> RuleSet {
    for prefix in select + ignore where !rules.contains(where: { $0.id.hasPrefix(prefix) }) {
      throw AssayError(
        "no rule has a code that starts with `\(prefix)`",
        remedy: nearest(to: prefix))
    }
    var copy = self
    copy.rules = rules.filter { rule in
      guard rule.isEnabled || !select.isEmpty else { return false }
      let wanted = select.isEmpty ? 0 : select.longestPrefix(of: rule.id)
      guard let wanted else { return false }
      return ignore.longestPrefix(of: rule.id).map { $0 < wanted } ?? true
    }
    return copy
  }
}

extension [String] {
  /// The length of the longest element that `code` starts with.
  fileprivate func longestPrefix(of code: String) -> Int? {
    filter { code.hasPrefix($0) }.map(\.count).max()
  }
}
