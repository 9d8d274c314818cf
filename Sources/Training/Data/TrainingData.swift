// SPDX-License-Identifier: Apache-2.0

package import Dataset

/// The examples of one file and what happened while reading it.
package struct TrainingData: Sendable, Equatable {
  /// The path as the user gave it.
  package var path: String
  package var examples: [TrainingExample]
  /// Completion texts and how often each occurs, in the order in which they were first seen; empty
  /// when the task is no classification.
  package var classes: [ClassCount]
  /// Rows whose prompt lost tokens.
  package var truncatedRows: Int
  /// Rows left out because they were too long.
  package var droppedRows: Int
  /// Rows left out because their completion is a single token with nothing before it.
  package var unpredictableRows: Int
  /// What is known of all rows of the file; nil for a corpus.
  package var facts: DatasetFacts?
  /// Answers of conversations that are learned; 0 where the rows are no conversations.
  package var answers = 0
  /// A fingerprint of the tokens of all examples in their order: 16 hexadecimal digits.
  package var fingerprint: String

  /// A completion text with the number of its rows.
  package struct ClassCount: Sendable, Equatable {
    package var completion: String
    package var count: Int
    /// Tokens of the completion.
    package var tokens: Int
    /// The line of the first row with it.
    package var line: Int
  }

  /// Tokens of all prompts and completions.
  package var tokenCount: Int { examples.reduce(0) { $0 + $1.count } }
}
