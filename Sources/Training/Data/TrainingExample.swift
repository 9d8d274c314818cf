// SPDX-License-Identifier: Apache-2.0

package import Platform

/// A prompt and its completion as tokens. They are tokenized apart and then joined, as at inference,
/// where the model sees the prompt's tokens before any of the completion's exist.
package struct TrainingExample: Sendable, Equatable {
  package var prompt: [Int32]
  /// Never empty.
  package var completion: [Int32]

  package init(prompt: [Int32], completion: [Int32]) {
    self.prompt = prompt
    self.completion = completion
  }

  /// Tokens of prompt and completion.
  package var count: Int { prompt.count + completion.count }

  /// How many completion tokens can be predicted: the first one of a completion without a prompt
  /// has nothing before it.
  package var predictedCount: Int { prompt.isEmpty ? completion.count - 1 : completion.count }

  /// The example without a random share of its prompt's tokens. The last one stays: it is where the
  /// completion is asked for.
  package func dropping(
    _ share: Double, using generator: inout SeededGenerator
  ) -> TrainingExample {
    guard let last = prompt.last else { return self }
    let kept = prompt.dropLast().filter { _ in generator.nextUnit() >= share }
    return TrainingExample(prompt: kept + [last], completion: completion)
  }
}
