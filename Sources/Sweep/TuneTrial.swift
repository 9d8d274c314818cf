// SPDX-License-Identifier: Apache-2.0

package import JSON
import Training
import Workflows

/// A run of a search and what came of it.
package struct TuneTrial: Sendable, Equatable {
  /// Counted from 1.
  package var number: Int
  /// The model, where sizes are compared.
  package var model: String
  /// The settings that were drawn, by the names of records.
  package var values: [String: JSONValue] = [:]
  /// The share of the steps that it was given.
  package var share = 1.0
  package var folder: String
  /// Nil where the training diverged.
  package var loss: Double?
  package var accuracy: Double?
  package var seconds = 0.0

  package init(number: Int, model: String, folder: String) {
    self.number = number
    self.model = model
    self.folder = folder
  }

  /// Takes over how a run ended.
  mutating func take(_ record: TrainingRecord) {
    let figures = record.figures
    let keepsBest = record.settings.keepsBest == true
    loss = keepsBest ? figures.bestValidationLoss : figures.validationLoss
    accuracy = figures.validationSequenceAccuracy
    seconds = figures.seconds
  }

  /// A figure of which less is better; infinite where there is none.
  func cost(_ criterion: TrainingSettings.Criterion) -> Double {
    switch criterion {
    case .validationLoss: loss ?? .infinity
    case .validationSequenceAccuracy: accuracy.map { 1 - $0 } ?? .infinity
    }
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "trial": .integer(number), "model": .string(model), "share": .number(share),
      "validation_loss": JSONValue(loss), "validation_sequence_accuracy": JSONValue(accuracy),
      "seconds": .number(seconds), "folder": .string(folder),
    ]
    var settings = JSONObject()
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { settings.append(name, value) }
    object.append("hyperparameters", .object(settings))
    return .object(object)
  }
}
