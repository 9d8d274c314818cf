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
  /// Passes over the training file so far, with a fraction, and in all; told where they are known.
  package var epoch: Double?
  package var epochs: Int?

  package init(
    step: Int, loss: Double, gradientNorm: Double, learningRate: Double, tokens: Int,
    tokensPerSecond: Double, epoch: Double? = nil, epochs: Int? = nil
  ) {
    self.step = step
    self.loss = loss
    self.gradientNorm = gradientNorm
    self.learningRate = learningRate
    self.tokens = tokens
    self.tokensPerSecond = tokensPerSecond
    self.epoch = epoch
    self.epochs = epochs
  }

  package var json: JSONValue {
    var object: JSONObject = [
      "step": .integer(step), "loss": JSONValue(loss), "grad_norm": JSONValue(gradientNorm),
      "learning_rate": .number(learningRate), "tokens": .integer(tokens),
      "tokens_per_second": JSONValue(tokensPerSecond),
    ]
    if let epoch { object.append("epoch", .number(epoch)) }
    if let epochs { object.append("epochs", .integer(epochs)) }
    return .object(object)
  }
}
