// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Scores completions given their prompts, many at a time.
package struct CompletionScorer {
  /// Tokens computed at a time.
  private static let tokensPerBatch = 4096

  private let model: GPT2Model

  package init(model: GPT2Model) {
    self.model = model
  }

  /// The scores of (prompt, completion) pairs, in their order.
  /// - Throws: `AssayError` when a pair is longer than the model's positions.
  package func score(
    _ pairs: [(prompt: [Int32], completion: [Int32])]
  ) throws(AssayError) -> [CompletionScore] {
    try model.requireLanguageModel()
    var scores: [CompletionScore] = []
    scores.reserveCapacity(pairs.count)
    var batch = PackedBatch()
    var counts: [Int] = []
    for pair in pairs {
      let length = pair.prompt.count + pair.completion.count
      if !counts.isEmpty && batch.tokens.count + length > Self.tokensPerBatch {
        scores.append(contentsOf: try evaluate(batch, counts))
        batch.removeAll()
        counts.removeAll(keepingCapacity: true)
      }
      let before = batch.targets.count
      batch.append(prompt: pair.prompt, completion: pair.completion)
      counts.append(batch.targets.count - before)
    }
    return scores + (try evaluate(batch, counts))
  }

  private func evaluate(
    _ batch: PackedBatch, _ counts: [Int]
  ) throws(AssayError) -> [CompletionScore] {
    let result = try model.evaluate(batch)
    var next = 0
    return counts.map { count in
      defer { next += count }
      return CompletionScore(
        tokenLogProbabilities: Array(result.logProbabilities[next..<next + count]),
        isLikeliest: Array(result.isCorrect[next..<next + count]))
    }
  }
}
