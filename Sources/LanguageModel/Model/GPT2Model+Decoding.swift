// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// New tokens of a sequence whose earlier tokens are in a cache.
package struct CacheAddition: Sendable {
  package var sequence: Int
  package var tokens: [Int32]
  /// How many of the likeliest tokens to tell at each of `tokens`; nil leaves them unscored.
  package var alternatives: Int?

  package init(sequence: Int, tokens: [Int32], alternatives: Int? = nil) {
    self.sequence = sequence
    self.tokens = tokens
    self.alternatives = alternatives
  }
}

/// What the model says after the last token of a sequence.
package struct NextToken: Sendable {
  /// The logits (V), as they are.
  package fileprivate(set) var logits: [Float] = []
  /// The first of the likeliest tokens.
  package fileprivate(set) var likeliest: Int32 = 0
  private var logSum = 0.0
  /// Where asked for, the scores of the tokens that were added; the first of them has none.
  package fileprivate(set) var scores: [TokenScore] = []

  fileprivate mutating func take(_ row: LogitRow) {
    logits = Array(row.logits)
    logSum = row.logSum
    likeliest = row.likeliest
  }

  /// Whether the logits are numbers at all; those of a broken model are not.
  package var isFinite: Bool { logSum.isFinite }

  /// The log-probability of every token (V).
  var logProbabilities: [Float] { logits.map { Float(Double($0) - logSum) } }

  /// How likely a token is at this place, with the likeliest others where asked for.
  package func score(of token: Int32, alternatives: Int?) -> TokenScore {
    logits.withUnsafeBufferPointer { logits in
      LogitRow(logits: logits, logSum: logSum, likeliest: likeliest)
        .score(of: token, alternatives: alternatives)
    }
  }
}

extension GPT2Model {
  /// Adds tokens to sequences of a cache and says for each what comes next.
  /// - Parameter additions: each sequence at most once, with one or more new tokens.
  /// - Throws: `AssayError` when a token or a length does not fit the model.
  package func extend(
    _ cache: KeyValueCache, with additions: [CacheAddition]
  ) throws(AssayError) -> [NextToken] {
    let batch = try batch(of: additions, behind: cache)
    let pass = try makePass(batch, cache: cache, sequences: additions.map(\.sequence))
    let found = try device.checked { () throws(AssayError) in
      pass.forward()
      return try nextTokens(after: additions, from: pass)
    }
    for addition in additions { cache.advance(addition.sequence, by: addition.tokens.count) }
    return found
  }

  private func nextTokens(after additions: [CacheAddition], from pass: ModelPass) throws(AssayError)
    -> [NextToken]
  {
    var found = additions.map { _ in NextToken() }
    var index = 0
    try pass.forEachRow { row in
      let addition = additions[index]
      if let alternatives = addition.alternatives {
        if found[index].scores.isEmpty {
          found[index].scores = [TokenScore(token: addition.tokens[0])]
        }
        let next = found[index].scores.count
        if next < addition.tokens.count {
          return found[index].scores.append(
            row.score(of: addition.tokens[next], alternatives: alternatives))
        }
      }
      found[index].take(row)
      index += 1
    }
    return found
  }

  /// Each addition as a sequence that asks after its last token, and after all where it is scored.
  private func batch(
    of additions: [CacheAddition], behind cache: KeyValueCache
  ) throws(AssayError) -> PackedBatch {
    var batch = PackedBatch()
    for addition in additions {
      let length = cache.lengths[addition.sequence] + addition.tokens.count
      guard length <= min(cache.capacity, configuration.positions) else {
        throw AssayError(
          "the text has \(length) tokens, the model \(configuration.positions) positions",
          remedy: "Shorten the prompt or ask for fewer tokens")
      }
      let last = addition.tokens.count - 1
      batch.append(
        addition.tokens,
        targets: (addition.alternatives == nil ? last...last : 0...last).map {
          .init(position: $0, token: 0)
        })
    }
    try batch.validate(for: configuration)
    return batch
  }
}
