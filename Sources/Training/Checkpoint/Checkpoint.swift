// SPDX-License-Identifier: Apache-2.0

package import JSON
package import LanguageModel

/// A saved moment of a run: everything that is needed to go on to the same bits.
package struct Checkpoint: Sendable {
  /// The folder with weights and optimizer.
  package var path: String
  /// The job as `JobIdentity.json` gave it.
  package var job: JSONValue
  package var state: TrainingState
  package var results: ResultsTable

  /// The precision the run computes in.
  package var precision: Precision? {
    job["settings"]?["precision"]?.string.flatMap(Precision.init)
  }
}
