// SPDX-License-Identifier: Apache-2.0

/// Why a model gave an answer: the training rows that pushed it there.
package struct Explanation: Sendable {
  /// A training row, and what it does to the answer.
  package struct Push: Sendable, Equatable {
    /// Its number in the training file, from 0.
    package let row: Int
    /// The line where it begins, from 1; nil when it is not known.
    package let line: Int?
    package let prompt: String
    package let label: String
    /// In nats of log-odds, towards the answer where positive.
    package let strength: Double
  }

  /// The row's number in its file, from 0.
  package let row: Int
  package let line: Int?
  package let prompt: String
  package let label: String
  package let answer: String
  /// The class that the answer was held against: the label, or the next likely one where it is right.
  package let other: String
  package let answerProbability: Double
  package let otherProbability: Double
  /// The log-odds of the answer against the other class.
  package let logOdds: Double
  /// What all training rows together come to; the same, up to the digits of a Float.
  package let sum: Double
  /// The training rows that pushed most towards the answer.
  package let pushes: [Push]
  /// What came of training without them; nil where nobody asked.
  package var test: DeletionTest?
}

/// Whether rows that are said to have pushed an answer did so: the model is trained again without them,
/// and without as many others of the same labels that were drawn at random.
package struct DeletionTest: Sendable, Equatable {
  package let deletedRows: Int
  /// By how much the log-odds of the answer fell, in nats.
  package let fall: Double
  /// The mean fall without rows drawn at random, and the draws that it is of.
  package let randomFall: Double
  package let draws: Int
  /// Whether the answer is another one without the rows.
  package let isTurned: Bool
}
