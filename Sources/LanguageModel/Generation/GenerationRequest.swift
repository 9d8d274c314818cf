// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// What is to be generated: how tokens are drawn, what is reported of them, and when a text ends.
package struct GenerationRequest: Sendable, Equatable {
  /// The tokens of the prompts, none of them empty.
  package var prompts: [[Int32]]
  /// How many texts to keep for each prompt.
  package var count = 1
  /// How many to generate for each prompt; where that is more than `count`, the ones with the highest
  /// mean log-probability per token are kept.
  package var candidates = 1
  package var sampling = SamplingOptions()
  /// A seed was asked for: the same request must give the same text whoever else asks. The last bits
  /// of logits depend on how many sequences are computed together, so such a one is computed alone.
  package var isReproducible = false
  /// The most tokens to generate; 0 only scores the prompt.
  package var maximumTokens = 16
  /// Texts that end a completion and are not part of it, as UTF-8; they may begin and end inside
  /// tokens.
  package var stops: [[UInt8]] = []
  /// How many of the likeliest tokens to report at each place; nil reports nothing.
  package var logprobs: Int?
  /// Whether the prompt is a part of the text, and scored as well where log-probabilities are asked for.
  package var echoes = false

  package init(prompts: [[Int32]] = []) {
    self.prompts = prompts
  }

  /// All texts to generate, numbered prompt by prompt: prompt * candidates + candidate.
  package var choices: Int { prompts.count * candidates }

  /// The tokens of all prompts.
  package var promptTokens: Int { prompts.reduce(0) { $0 + $1.count } }

  /// How many of the likeliest tokens to report at the places of the prompt; nil leaves it unscored.
  var promptLogprobs: Int? { echoes ? logprobs : nil }

  /// Checks that the model can read every prompt.
  /// - Parameter capacity: the most tokens that a prompt may have.
  package func validate(
    for configuration: GPT2Configuration, capacity: Int
  ) throws(AssayError) {
    guard choices > 0 else { throw AssayError("there is no prompt to continue") }
    var batch = PackedBatch()
    for prompt in prompts {
      guard !prompt.isEmpty else { throw AssayError("a prompt has no tokens") }
      guard prompt.count <= min(capacity, configuration.positions) else {
        throw AssayError(
          "the prompt has \(prompt.count) tokens, the model \(configuration.positions) positions",
          remedy: "Shorten the prompt")
      }
      batch.append(prompt, targets: [])
    }
    try batch.validate(for: configuration)
  }
}
