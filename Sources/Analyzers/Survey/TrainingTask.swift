// SPDX-License-Identifier: Apache-2.0

/// What a file of examples is meant to teach.
package enum TrainingTask: String, Sendable, CaseIterable {
  case classification
  case conditionalGeneration = "conditional generation"
  case openEndedGeneration = "open-ended generation"
  case chat
}
