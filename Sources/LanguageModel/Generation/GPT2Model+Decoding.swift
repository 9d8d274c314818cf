// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GPT2Model {
  /// Adds tokens to sequences of a cache and gives for each the logits (V) after its last token.
  /// - Parameter additions: sequences by index, each at most once, with one or more new tokens.
  /// - Throws: `AssayError` when a token or a length does not fit the model.
  package func extend(
    _ cache: KeyValueCache, with additions: [(sequence: Int, tokens: [Int32])]
  ) throws(AssayError) -> [[Float]] {
    var batch = PackedBatch()
    for addition in additions {
      let length = cache.lengths[addition.sequence] + addition.tokens.count
      guard length <= min(cache.capacity, configuration.positions) else {
        throw AssayError(
          "the text has \(length) tokens, the model \(configuration.positions) positions",
          remedy: "Shorten the prompt or ask for fewer tokens")
      }
      batch.append(
        addition.tokens, targets: [.init(position: addition.tokens.count - 1, token: 0)])
    }
    try batch.validate(for: configuration)
    let pass = try makePass(batch, cache: cache, sequences: additions.map(\.sequence))
    pass.forward()
    for addition in additions { cache.advance(addition.sequence, by: addition.tokens.count) }
    let logits = pass.logits()
    let size = configuration.vocabularySize
    return additions.indices.map { Array(logits[$0 * size..<($0 + 1) * size]) }
  }
}
