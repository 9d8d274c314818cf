// SPDX-License-Identifier: Apache-2.0

package import JSON

/// Where a run stands, besides weights, optimizer and results.
package struct TrainingState: Sendable, Equatable {
  /// Finished optimizer steps.
  package var step = 0
  /// Finished epochs, and examples dealt of the one under way.
  package var epoch = 0
  package var offset = 0
  /// Tokens and examples seen, repeats included.
  package var elapsedTokens = 0
  package var elapsedExamples = 0
  /// The step of the best evaluation and its figure.
  package var bestStep: Int?
  package var bestFigure: Double?
  /// Evaluations since the best one.
  package var evaluationsSinceBest = 0
  /// Whether patience ran out.
  package var stoppedEarly = false
  /// Time spent in training steps, over all sessions of the run.
  package var seconds = 0.0

  package init() {}
}

extension TrainingState {
  package var json: JSONValue {
    [
      "step": .integer(step), "epoch": .integer(epoch), "offset": .integer(offset),
      "elapsed_tokens": .integer(elapsedTokens), "elapsed_examples": .integer(elapsedExamples),
      "best_step": bestStep.map { .integer($0) } ?? .null, "best_figure": JSONValue(bestFigure),
      "evaluations_since_best": .integer(evaluationsSinceBest),
      "stopped_early": .bool(stoppedEarly), "seconds": .number(seconds),
    ]
  }

  /// Nil when the value is not such a state.
  package init?(json: JSONValue) {
    guard let step = json["step"]?.integer, let epoch = json["epoch"]?.integer,
      let offset = json["offset"]?.integer, let tokens = json["elapsed_tokens"]?.integer,
      let examples = json["elapsed_examples"]?.integer, let seconds = json["seconds"]?.double,
      let since = json["evaluations_since_best"]?.integer,
      let stoppedEarly = json["stopped_early"]?.bool
    else { return nil }
    self.init()
    self.step = step
    self.epoch = epoch
    self.offset = offset
    elapsedTokens = tokens
    elapsedExamples = examples
    bestStep = json["best_step"]?.integer
    bestFigure = json["best_figure"]?.double
    evaluationsSinceBest = since
    self.stoppedEarly = stoppedEarly
    self.seconds = seconds
  }
}
