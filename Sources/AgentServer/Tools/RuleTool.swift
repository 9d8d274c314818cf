// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import RuleEngine
import RuleLibrary

extension AgentTool {
  static let explainRule = AgentTool(
    name: "explain_rule", title: "Explain a rule",
    description: """
      Says what a rule finds, why that matters, what to do, how its fix works and an example. Give a code \
      such as SEP004, or its beginning for a family.
      """,
    parameters: [
      ToolParameter(
        name: "code", kind: .text, meaning: "The code, or how it begins, such as SEP.",
        isRequired: true)
    ]
  ) { arguments throws(AssayError) in
    let code = arguments.required("code").uppercased()
    let rules = try RuleLibrary.rules(examples: true).selected([code], ignoring: []).rules
    let pages = RulePages(rules)
    return ["rules": pages.json, "text": .string(pages.explanations(width: 100))]
  }
}
