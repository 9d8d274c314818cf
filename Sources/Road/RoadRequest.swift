// SPDX-License-Identifier: Apache-2.0

package import RuleEngine
package import Training
package import Workflows

/// What the whole road from a file to a measured model is to do.
package struct RoadRequest: Sendable {
  package var file: DataFile
  /// How the file is read and checked.
  package var options = CheckOptions()
  /// The folder for data, model and report.
  package var output: String
  package var policy = RunFolder.Policy.refuse
  /// How long the training may take in seconds, and the rest of the road beside it.
  package var budget = 300.0
  /// A model of the store, a folder, or a shape that starts from random weights.
  package var model = "nano"
  /// Whether random weights of the model's shape are wanted, whatever weights there are.
  package var fromScratch = false
  /// Whether the model gets the weights of the epoch that did best on the rows kept apart, not the last.
  package var keepsBest = false
  /// Decides on fixes; unsafe ones are offered where the grades say so.
  package var fixes = FixPolicy()
  /// Whether a person decides on each fix: then the commands of the run name those that were made.
  package var isAnswered = false
  package var seed = 42

  package init(_ file: DataFile, output: String) {
    self.file = file
    self.output = output
  }
}
