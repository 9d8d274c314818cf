// SPDX-License-Identifier: Apache-2.0

/// A rule as somebody may write it, whole and right, for tests that change a part of it.
package enum ExampleRule {
  package static let text = """
    id: ROW900
    name: nothing-there
    summary: The completion is empty.
    why: It teaches nothing.
    severity: warning
    check: {kind: blank, column: completion, content: any}
    message: "empty in {rows}"
    help: Fill it in.
    fix: {kind: drop-blank, column: completion, applicability: safe}
    examples:
      fail:
        - rows: [{prompt: "a", completion: ""}, {prompt: "b", completion: "no"}]
          findings: [{rows: [0], column: completion, message: "empty in 1 row"}]
          fixed: [{prompt: "b", completion: "no"}]
      pass:
        - rows: [{prompt: "a", completion: "0"}]
    """
}
