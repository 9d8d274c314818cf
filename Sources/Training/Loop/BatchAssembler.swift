// SPDX-License-Identifier: Apache-2.0

import LanguageModel

/// Lays examples end to end for one forward and backward pass.
struct BatchAssembler {
  /// The weight of a prompt token in the loss; at 0 no logits are computed for prompts.
  var promptLossWeight: Double
  var maximumExamples: Int
  /// The most tokens in one pass, unless one example alone has more.
  var maximumTokens = 8192

  /// The weights of all targets of some examples together: what the loss is divided by, however the
  /// examples are cut into passes.
  func totalWeight(of examples: [TrainingExample]) -> Double {
    examples.reduce(0) { sum, example in
      let others = example.count - 1 - example.predictedCount
      return sum + example.predictedWeight + Double(max(0, others)) * promptLossWeight
    }
  }

  /// Cuts examples into passes.
  /// - Parameter ranks: how many processes share them; there are as many passes where the examples allow.
  func passes(
    of examples: [TrainingExample], for ranks: Int = 1
  ) -> [ArraySlice<TrainingExample>] {
    let most = min(maximumExamples, max(1, (examples.count + ranks - 1) / ranks))
    var passes: [ArraySlice<TrainingExample>] = []
    var start = 0
    var tokens = 0
    for (index, example) in examples.enumerated() {
      let isFull = index - start == most || tokens + example.count > maximumTokens
      if index > start, isFull {
        passes.append(examples[start..<index])
        (start, tokens) = (index, 0)
      }
      tokens += example.count
    }
    if start < examples.count { passes.append(examples[start...]) }
    return passes
  }

  /// One pass, with weights that are already divided by `totalWeight`.
  func assemble(
    _ examples: ArraySlice<TrainingExample>, totalWeight: Double
  ) -> AssembledBatch {
    var batch = AssembledBatch()
    for example in examples { add(example, scale: 1 / totalWeight, to: &batch) }
    return batch
  }

  /// The last token of an example predicts nothing, so the model need not see it.
  private func add(_ example: TrainingExample, scale: Double, to batch: inout AssembledBatch) {
    let joined = example.prompt + example.completion
    let first = promptLossWeight > 0 ? 1 : max(1, example.prompt.count)
    var targets: [PackedBatch.Target] = []
    var learned: [Range<Int>] = []
    let start = batch.packed.targets.count
    var wasLearned = false
    for index in first..<joined.count {
      let weight = example.weight(at: index, promptWeight: promptLossWeight)
      let isLearned = example.isLearned(at: index)
      if isLearned {
        let place = start + targets.count
        if wasLearned {
          learned[learned.count - 1] = learned[learned.count - 1].lowerBound..<place + 1
        } else {
          learned.append(place..<place + 1)
        }
      }
      wasLearned = isLearned
      guard weight > 0 else { continue }
      targets.append(
        PackedBatch.Target(
          position: index - 1, token: joined[index], weight: Float(weight * scale)))
    }
    batch.packed.append(joined.dropLast(), targets: targets)
    batch.completions += learned
  }
}

/// A batch for the model, and which of its targets are the completion of which example.
struct AssembledBatch {
  var packed = PackedBatch()
  /// For each example the targets of its completion, in the order of the examples; of a conversation
  /// those of each answer.
  var completions: [Range<Int>] = []
}
