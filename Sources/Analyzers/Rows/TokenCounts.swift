// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import BitCollections
import Dataset
package import Records

/// Counts the tokens of the examples.
package struct TokenCounts: StoredAnalyzer, RowAnalyzer {
  package struct Fact: Sendable {
    package let lengths: TokenLengths
    /// What an example may have at most, and the rows that have more.
    package let limit: Int
    package let overlong: BitSet
  }

  private var limit: Int
  private var tokenizer: (any TokenCounter)?
  private var functionStart = ChatTokens.FunctionStart.ofLater
  private var lengths = TokenLengths()
  private var overlong: [Int] = []

  /// Which rows are too long is found out again where they are looked at.
  private enum CodingKeys: CodingKey {
    case limit, lengths
  }

  /// - Parameter limit: rows with more tokens are too long; of several limits the smallest holds.
  package init(limit: Int = .max) {
    self.limit = limit
  }

  package mutating func include(_ other: TokenCounts) { limit = min(limit, other.limit) }

  /// A limit of the user's replaces those of the rules.
  package func starting(on stream: RecordStream, _ settings: Settings) -> TokenCounts? {
    guard let tokenizer = settings.tokenizer else { return nil }
    var copy = self
    copy.tokenizer = tokenizer
    copy.functionStart = settings.functionStart
    copy.limit = settings.maxTokens ?? limit
    return copy
  }

  package mutating func add(_ batch: HashedBatch) {
    tokenizer?.withCounter { count in
      batch.records.visit { record in
        let tokens = record.tokenCount(functionStart, by: count)
        lengths.add(tokens)
        if tokens > limit { overlong.append(record.number) }
      }
    }
  }

  package mutating func merge(_ next: TokenCounts) {
    lengths.merge(next.lengths)
    overlong += next.overlong
  }

  package func fact(_ profile: Profile, _ stream: RecordStream) throws(AssayError) -> Fact {
    Fact(lengths: lengths, limit: limit, overlong: BitSet(overlong))
  }
}

/// How many tokens the examples have.
package struct TokenLengths: Mergeable, Codable {
  package private(set) var total = 0
  package private(set) var longest = 0
  /// How many rows have a number of tokens; short rows, which are nearly all, in a list.
  private var short = [Int](repeating: 0, count: 512)
  private var long: [Int: Int] = [:]

  package init() {}

  package mutating func add(_ tokens: Int) {
    total += tokens
    longest = max(longest, tokens)
    if tokens < short.count { short[tokens] += 1 } else { long[tokens, default: 0] += 1 }
  }

  package mutating func merge(_ next: TokenLengths) {
    total += next.total
    longest = max(longest, next.longest)
    for length in short.indices { short[length] += next.short[length] }
    long.merge(next.long, uniquingKeysWith: +)
  }

  /// How many rows have a number of tokens.
  package var histogram: [Int: Int] {
    var histogram = long
    for (length, rows) in short.enumerated() where rows > 0 { histogram[length] = rows }
    return histogram
  }

  /// The number of tokens that a share of the rows does not exceed; 0 without rows.
  package func quantile(_ share: Double) -> Int {
    let histogram = histogram
    let needed = (Double(histogram.values.reduce(0, +)) * share).rounded(.up)
    var seen = 0
    for (length, rows) in histogram.sorted(by: { $0.key < $1.key }) {
      seen += rows
      if Double(seen) >= needed { return length }
    }
    return 0
  }
}
