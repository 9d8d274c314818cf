// SPDX-License-Identifier: Apache-2.0

package import LanguageModel
package import Training

/// What a run tells whoever watches it.
package enum TrainingProgress: Sendable {
  /// The precision of matrix products was left to the run.
  case precision(PrecisionChoice)
  /// The name that the model will have in the store.
  case named(String)
  /// Something that makes figures of a linear model doubtful, in words.
  case warning(String)
  /// All is read and settled; the first step is next.
  case begins(TrainingOverview)
  case training(TrainingEvent)
}

/// A run before its first step: what it is made of and what it will take.
package struct TrainingOverview: Sendable {
  package var base: String
  package var startsFromRandom: Bool
  package var parameters: Int
  package var trainedParameters: Int
  /// The classes of a classification head; nil for a language model.
  package var head: Head?
  package var training: TrainingData
  package var validation: TrainingData?
  /// Classes that begin another and therefore end in the end-of-text token.
  package var endedClasses: [String]
  /// The labels that numbered classes stand for.
  package var labels: NumberedLabels?
  /// What makes the figures of the validation file doubtful, in words.
  package var warnings: [String]
  /// What is advised for such a run and was left open, in words.
  package var advice: [String]
  package var settings: TrainingSettings
  /// Steps that earlier sessions did, and those of the whole run.
  package var doneSteps: Int
  package var totalSteps: Int
  /// Tokens that the whole run will see.
  package var tokens: Int
  /// How long this session will take.
  package var seconds: Double
  package var memoryBytes: Int

  package struct Head: Sendable {
    package var classCount: Int
    /// Whether its weights are random.
    package var isNew: Bool
  }
}

/// How a session of a run ended.
package enum TrainingResult: Sendable {
  /// The folder holds the model.
  case finished(TrainingRecord, folder: String)
  /// The folder holds a linear model.
  case finishedLinear(LinearResult)
  /// This process shared the steps of another, which has the result.
  case followed
  /// It held the finished model before.
  case stoodFinished(folder: String)
  /// The caller wanted it to stop; the state is saved.
  case interrupted(step: Int, folder: String)
}
