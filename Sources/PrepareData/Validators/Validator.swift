// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// One of the checks, in the order in which the original runs them. A necessary fix is applied to
/// the frame at once; a recommended one is only proposed and runs after all checks, on whatever the
/// frame has become by then.
protocol Validator: Sendable {
  /// Examines the frame and applies what is necessary.
  /// - Throws: `AssayError` where the original stops.
  func examine(_ frame: inout PairFrame, _ context: PreparationContext) throws(AssayError)
    -> Diagnosis
}

/// What is known about the file when a check runs.
struct PreparationContext: Sendable {
  /// The path as the user gave it.
  let file: String
  /// The task; set once empty completions are gone.
  var task = TaskKind.conditional
}

/// What a check says.
struct Diagnosis: Sendable {
  /// Facts about the data.
  var notes: [String] = []
  /// What was done because it is necessary.
  var necessary: String?
  /// What is proposed.
  var proposal: Proposal?
  /// Where following the original harms the data.
  var violations: [RuleViolation] = []
}

/// A fix that may be declined.
struct Proposal: Sendable {
  /// What would be done, as an instruction.
  let text: String
  /// Does it; tells of harm done.
  /// - Throws: `AssayError` where the original breaks down.
  let apply: @Sendable (inout PairFrame) throws(AssayError) -> [RuleViolation]
}
