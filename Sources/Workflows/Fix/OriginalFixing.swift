// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import PrepareData
import RuleEngine
import RuleLibrary

/// The use "fix as the original preparation does", byte for byte, and what it does not say.
package enum OriginalFixing {
  package struct Result: Sendable {
    package let outcome: PreparationOutcome
    /// The original's own findings, and those about what it does without a word.
    package let findings: [Finding]
  }

  /// - Parameter dialogue: takes the transcript and answers the questions.
  /// - Throws: `AssayError` when the file cannot be prepared.
  package static func run(
    _ file: String, dialogue: Preparation.Dialogue
  ) throws(AssayError) -> Result {
    let outcome = try Preparation.run(path: file, dialogue: dialogue)
    let rules = try RuleLibrary.rules()
    let findings = rules.findings(outcome.violations)
    let harm = SilentHarm(path: file, rules: rules, known: rules.codesCovered(by: findings))
    return Result(outcome: outcome, findings: findings + harm.findings())
  }
}
