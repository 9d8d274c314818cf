// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What a run did.
package struct PreparationOutcome: Sendable {
  /// The files written, training rows first; empty when the file is fine as it is or was declined.
  package var files: [String] = []
  /// How many rows each file holds.
  package var rowCounts: [Int] = []
  /// The task the rows are for.
  package var task: TaskKind
  /// What every prompt ends with.
  package var separator: String
  /// What every completion ends with.
  package var ending: String
  /// How many classes there are, when it is classification.
  package var classCount: Int?
  /// Where following the original harmed the data.
  package var violations: [RuleViolation] = []
  /// Whether the user declined to have files written.
  package var isDeclined = false
}

/// What a preparation needs of its surroundings.
package struct PreparationDialogue {
  /// Gets one line of the transcript.
  package var say: (String) -> Void
  /// Gets a question and gives the answer.
  package var accept: (String) throws(AssayError) -> Bool

  package init(
    say: @escaping (String) -> Void, accept: @escaping (String) throws(AssayError) -> Bool
  ) {
    self.say = say
    self.accept = accept
  }
}
