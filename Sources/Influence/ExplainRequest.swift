// SPDX-License-Identifier: Apache-2.0

package import Workflows

/// Which answers of a model are to be explained, and how.
package struct ExplainRequest: Sendable {
  package enum Selection: Sendable, Equatable {
    /// Answers that are not the label.
    case wrong
    /// One row of the file, from 0.
    case row(Int)
  }

  /// A linear model, by its name or folder.
  package var model: String
  /// The labeled rows that it answers.
  package var file: String
  package var selection = Selection.wrong
  package var reading = RowReading()
  /// The rows that the model learned from; nil: the file that its record names.
  package var trainingFile: String?
  /// The most answers that are explained, those first of which the model is surest.
  package var mostAnswers = 10
  /// The training rows that are named for each.
  package var rowsPerAnswer = 5
  /// Of how many answers the explanation is put to the test.
  package var tested = 0
  /// Of that test.
  package var seed: UInt64 = 42

  package init(model: String, file: String) {
    self.model = model
    self.file = file
  }
}
