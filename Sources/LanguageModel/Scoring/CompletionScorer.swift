// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Scores completions given their prompts, many at a time.
package struct CompletionScorer {
  private let model: GPT2Model

  package init(model: GPT2Model) {
    self.model = model
  }

  /// The scores of (prompt, completion) pairs, in their order.
  /// - Parameter alternatives: how many of the likeliest tokens to tell at each place.
  /// - Throws: `AssayError` when a pair is longer than the model's positions.
  package func score(
    _ pairs: [(prompt: [Int32], completion: [Int32])], alternatives: Int = 0
  ) throws(AssayError) -> [CompletionScore] {
    try model.requireLanguageModel()
    var scores: [CompletionScore] = []
    scores.reserveCapacity(pairs.count)
    var batch = PackedBatch()
    for run in BatchSplitter.runs(pairs.map { $0.prompt.count + $0.completion.count }) {
      batch.removeAll()
      let ends = pairs[run].map { pair in
        batch.append(prompt: pair.prompt, completion: pair.completion)
        return batch.targets.count
      }
      let result = try model.evaluate(batch, alternatives: alternatives)
      var start = 0
      for end in ends {
        scores.append(result.score(of: start..<end))
        start = end
      }
    }
    return scores
  }
}

extension BatchResult {
  /// The score of a completion whose tokens are the targets of a range.
  func score(of targets: Range<Int>) -> CompletionScore {
    CompletionScore(
      tokenLogProbabilities: Array(logProbabilities[targets]),
      isLikeliest: Array(isCorrect[targets]),
      alternatives: alternatives.isEmpty ? [] : Array(alternatives[targets]))
  }
}
