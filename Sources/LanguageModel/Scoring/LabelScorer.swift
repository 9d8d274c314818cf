// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// The log-probability of every label of a set after a prompt. A label is a sequence of tokens; its
/// log-probability is the sum of theirs. Prompts are computed once, however many labels there are,
/// and labels of one token need nothing else.
package final class LabelScorer {
  package let labels: [[Int32]]
  private let prefixes: LabelPrefixes
  private let model: GPT2Model
  private var batch = PackedBatch()

  /// - Throws: `AssayError` when there is no label or one has no tokens, or the model has a
  ///   classification head.
  package init(model: GPT2Model, labels: [[Int32]]) throws(AssayError) {
    guard !labels.isEmpty, labels.allSatisfy({ !$0.isEmpty }) else {
      throw AssayError(
        "there must be at least one label, and none may be empty",
        remedy: "Give every row a completion")
    }
    try model.requireLanguageModel()
    self.model = model
    self.labels = labels
    prefixes = LabelPrefixes(labels)
  }

  /// The tokens of the longest label.
  package var longestLabel: Int { labels.map(\.count).max() ?? 0 }

  /// One row per prompt, one log-probability per label: that it is the answer, and not a longer label
  /// that it begins. An empty prompt stands for the end-of-text token, after which a text starts.
  /// - Throws: `AssayError` when a prompt and label are longer than the model's positions.
  package func logProbabilities(_ prompts: [[Int32]]) throws(AssayError) -> [[Double]] {
    try score(prompts).map(answerLogProbabilities)
  }

  /// The log-probability of each label as the answer, from the scores of their tokens.
  package func answerLogProbabilities(_ scores: [CompletionScore]) -> [Double] {
    prefixes.exclusive(scores.map(\.logProbability))
  }

  /// One row per prompt, one score per label, token by token.
  /// - Throws: `AssayError` when a prompt and label are longer than the model's positions.
  package func score(_ prompts: [[Int32]]) throws(AssayError) -> [[CompletionScore]] {
    let labelTokens = labels.reduce(0) { $0 + $1.count - 1 }
    var rows: [[CompletionScore]] = []
    rows.reserveCapacity(prompts.count)
    for run in BatchSplitter.runs(prompts.map { max($0.count, 1) + labelTokens }) {
      batch.removeAll()
      for prompt in prompts[run] { append(prompt) }
      rows.append(contentsOf: collect(try model.evaluate(batch), prompts: run.count))
    }
    return rows
  }

  /// The prompt with the labels' first tokens as targets, then the rest of each label behind it.
  private func append(_ prompt: [Int32]) {
    let prompt = prompt.isEmpty ? [model.configuration.endToken ?? 0] : prompt
    let index = batch.sequenceEnds.count
    batch.append(
      prompt, targets: labels.map { .init(position: prompt.count - 1, token: $0[0]) })
    for label in labels where label.count > 1 {
      batch.append(
        label.dropLast(), continuing: index,
        targets: label.indices.dropFirst().map { .init(position: $0 - 1, token: label[$0]) })
    }
  }

  /// Takes the results apart in the order of `append`.
  private func collect(_ found: BatchResult, prompts: Int) -> [[CompletionScore]] {
    var next = 0
    return (0..<prompts).map { _ in
      var row = labels.indices.map { found.score(of: next + $0..<next + $0 + 1) }
      next += labels.count
      for (index, label) in labels.enumerated() where label.count > 1 {
        let rest = next..<next + label.count - 1
        row[index].tokenLogProbabilities += found.logProbabilities[rest]
        row[index].isLikeliest += found.isCorrect[rest]
        next = rest.upperBound
      }
      return row
    }
  }
}
