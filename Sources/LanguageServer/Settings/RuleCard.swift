// SPDX-License-Identifier: Apache-2.0

import AssayCore
import RuleEngine

/// What is shown of a rule beside the text: what it finds, why that matters, and what to do.
enum RuleCard {
  static func markdown(_ rule: Rule) -> String {
    let fix = rule.repair.map { ", \($0.grade.rawValue) fix" } ?? ""
    var parts = [
      "**\(rule.id)** \(rule.name) (\(rule.severity.rawValue)\(fix))", rule.summary,
      "**Why.** \(rule.why)", "**What to do.** \(rule.help)",
    ]
    if let source = rule.source { parts.append("**Source.** \(source)") }
    return parts.joined(separator: "\n\n")
  }
}
