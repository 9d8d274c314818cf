// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel

/// What the caller of a run adds to it.
package struct TrainingHooks {
  /// Is told what happens.
  package var observe: (TrainingEvent) throws(AssayError) -> Void
  /// Figures of the classifier over the whole validation file, one for each classification column
  /// of the results; this module knows no metrics.
  package var classify: ((GPT2Model) throws(AssayError) -> [Double?])?
  /// Adds to the folder of a checkpoint that stays what makes it a model to use.
  package var complete: (_ folder: String) throws(AssayError) -> Void = { _ throws(AssayError) in }
  /// Asked after every step: true saves the state and ends the session.
  package var shouldStop: () -> Bool

  package init(
    observe: @escaping (TrainingEvent) throws(AssayError) -> Void = { _ throws(AssayError) in },
    classify: ((GPT2Model) throws(AssayError) -> [Double?])? = nil,
    shouldStop: @escaping () -> Bool = { false }
  ) {
    self.observe = observe
    self.classify = classify
    self.shouldStop = shouldStop
  }

  /// The classifier's figures; empty when nobody works them out.
  package func classification(of model: GPT2Model) throws(AssayError) -> [Double?] {
    try classify?(model) ?? []
  }
}

/// What a run tells whoever watches it.
package enum TrainingEvent: Sendable {
  /// A step is done.
  case step(StepRecord)
  /// The validation file was evaluated after a step; `isBest` when no evaluation was better.
  case evaluated(step: Int, EvaluationFigures, isBest: Bool)
  /// An epoch is done: its number from 1, the mean training loss of its steps.
  case epoch(Int, meanLoss: Double)
  /// A checkpoint is on the disk.
  case checkpointed(step: Int)
}

/// How a session of a run ended.
package enum TrainingOutcome: Sendable, Equatable {
  /// All steps are done, or patience ran out.
  case finished
  /// The caller wanted it to stop; the state is saved.
  case interrupted
}
