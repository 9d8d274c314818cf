// SPDX-License-Identifier: Apache-2.0

import Platform

/// The learning rate at each optimizer step, defined as in Hugging Face's `get_scheduler`: warm-up
/// rises linearly from 0 at step 0, so the first step of a warm-up changes no weight.
package struct LearningRateSchedule: Sendable, Equatable {
  package enum Shape: String, Sendable, CaseIterable {
    /// Flat after the warm-up.
    case constant
    /// Falls in a straight line to 0 at the last step.
    case linear
    /// Falls along half a cosine to 0 at the last step.
    case cosine
  }

  package var shape: Shape
  /// The rate at the end of the warm-up.
  package var peak: Double
  package var warmupSteps: Int
  /// Steps of the whole run, warm-up included.
  package var totalSteps: Int

  package init(shape: Shape, peak: Double, warmupSteps: Int, totalSteps: Int) {
    self.shape = shape
    self.peak = peak
    self.warmupSteps = warmupSteps
    self.totalSteps = totalSteps
  }

  /// The rate for the step after `step` finished ones.
  package func rate(afterSteps step: Int) -> Double {
    guard step >= warmupSteps else { return peak * Double(step) / Double(max(1, warmupSteps)) }
    return peak * decay(at: step)
  }

  private func decay(at step: Int) -> Double {
    let span = Double(max(1, totalSteps - warmupSteps))
    let progress = Double(step - warmupSteps) / span
    return switch shape {
    case .constant: 1
    case .linear: max(0, Double(totalSteps - step) / span)
    case .cosine: max(0, 0.5 * (1 + cos(.pi * progress)))
    }
  }
}
