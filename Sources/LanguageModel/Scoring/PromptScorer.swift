// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Scores the tokens of a prompt, each from those before it.
package enum PromptScorer {
  /// The scores of all tokens, and the logits (V) after the last. The first token has no score.
  package static func score(
    _ tokens: [Int32], with model: GPT2Model, alternatives count: Int
  ) throws(AssayError) -> (scores: [TokenScore], logits: [Float]) {
    try model.requireLanguageModel()
    var batch = PackedBatch()
    batch.append(tokens, targets: tokens.indices.map { .init(position: $0, token: 0) })
    let logits = try model.logits(batch)
    let size = model.configuration.vocabularySize
    var scores = [TokenScore(token: tokens[0])]
    logits.withUnsafeBufferPointer { logits in
      for index in tokens.indices.dropFirst() {
        let row = UnsafeBufferPointer(rebasing: logits[(index - 1) * size..<index * size])
        scores.append(TokenScorer.score(of: tokens[index], in: row, alternatives: count))
      }
    }
    return (scores, Array(logits.suffix(size)))
  }
}
