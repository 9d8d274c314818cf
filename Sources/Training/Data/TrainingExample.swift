// SPDX-License-Identifier: Apache-2.0

package import Platform

/// A prompt and its completion as tokens. They are tokenized apart and then joined, as at inference,
/// where the model sees the prompt's tokens before any of the completion's exist.
///
/// Of a conversation the completion is what stands from the first answer on; tokens between answers
/// have the weight 0.
package struct TrainingExample: Sendable, Equatable {
  package var prompt: [Int32]
  /// Never empty.
  package var completion: [Int32]
  /// How much each token of the completion counts in the loss; empty where all count 1.
  package var weights: [Float]

  package init(prompt: [Int32], completion: [Int32], weights: [Float] = []) {
    self.prompt = prompt
    self.completion = completion
    self.weights = weights
  }

  /// Tokens of prompt and completion.
  package var count: Int { prompt.count + completion.count }

  /// How many completion tokens can be predicted: the first one of a completion without a prompt
  /// has nothing before it.
  package var predictedCount: Int {
    guard weights.isEmpty else { return predictedWeights.count { $0 > 0 } }
    return prompt.isEmpty ? completion.count - 1 : completion.count
  }

  /// The weights of all completion tokens that can be predicted, added up.
  var predictedWeight: Double {
    weights.isEmpty ? Double(predictedCount) : predictedWeights.reduce(0) { $0 + Double($1) }
  }

  private var predictedWeights: ArraySlice<Float> { weights.dropFirst(prompt.isEmpty ? 1 : 0) }

  /// How much a token counts, by its place in prompt and completion.
  func weight(at place: Int, promptWeight: Double) -> Double {
    guard place >= prompt.count else { return promptWeight }
    guard !weights.isEmpty else { return 1 }
    let weight = weights[place - prompt.count]
    return weight > 0 ? Double(weight) : promptWeight
  }

  /// Whether a token, by its place in prompt and completion, is one that the model is to write.
  func isLearned(at place: Int) -> Bool {
    place >= prompt.count && (weights.isEmpty || weights[place - prompt.count] > 0)
  }

  /// The example without a random share of its prompt's tokens. The last one stays: it is where the
  /// completion is asked for.
  package func dropping(
    _ share: Double, using generator: inout SeededGenerator
  ) -> TrainingExample {
    guard let last = prompt.last else { return self }
    let kept = prompt.dropLast().filter { _ in generator.nextUnit() >= share }
    return TrainingExample(prompt: kept + [last], completion: completion, weights: weights)
  }
}
