// SPDX-License-Identifier: Apache-2.0

package import JSON

/// What the log says of one optimizer step.
package struct StepRecord: Sendable, Equatable {
  /// Counted from 1.
  package var step: Int
  package var loss: Double
  /// The norm of all gradients before clipping.
  package var gradientNorm: Double
  package var learningRate: Double
  /// Tokens of prompts and completions in this step.
  package var tokens: Int
  package var tokensPerSecond: Double

  package init(
    step: Int, loss: Double, gradientNorm: Double, learningRate: Double, tokens: Int,
    tokensPerSecond: Double
  ) {
    self.step = step
    self.loss = loss
    self.gradientNorm = gradientNorm
    self.learningRate = learningRate
    self.tokens = tokens
    self.tokensPerSecond = tokensPerSecond
  }

  package var json: JSONValue {
    [
      "step": .integer(step), "loss": JSONValue(loss), "grad_norm": JSONValue(gradientNorm),
      "learning_rate": .number(learningRate), "tokens": .integer(tokens),
      "tokens_per_second": JSONValue(tokensPerSecond),
    ]
  }
}
