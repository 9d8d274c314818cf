// SPDX-License-Identifier: Apache-2.0

/// What a client asked of a fine-tune; nil leaves the choice to the run.
package struct JobSettings: Codable, Sendable, Equatable {
  package var epochs: Int?
  package var batchSize: Int?
  package var learningRateMultiplier: Double?
  package var promptLossWeight: Double?
  package var computesClassificationMetrics = false
  package var classificationClasses: Int?
  package var classificationPositiveClass: String?
  package var classificationBetas: [Double] = []
  package var suffix: String?
  package var seed: Int?

  package init() {}
}

/// The settings that a run settled on.
package struct ChosenSettings: Codable, Sendable, Equatable {
  package var epochs: Int?
  package var batchSize: Int?
  package var learningRateMultiplier: Double?
  package var promptLossWeight: Double?

  package init() {}
}
