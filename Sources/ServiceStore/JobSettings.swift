// SPDX-License-Identifier: Apache-2.0

package import Training
package import Workflows

/// What a client asked of a fine-tune; what is left open is chosen by the run.
package struct JobSettings: Codable, Sendable, Equatable {
  package var hyperparameters = Hyperparameters()
  package var classification: ClassificationRequest?
  /// A word in the name of the model.
  package var suffix: String?
  /// The shape of the random weights from which it starts; nil where the base has weights.
  package var randomShape: String?

  /// The file with the map of labels to the numbers that are the classes.
  package var labelsFile: String?

  package init() {}
}
