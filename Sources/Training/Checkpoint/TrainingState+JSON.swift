// SPDX-License-Identifier: Apache-2.0

package import JSON

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
