// SPDX-License-Identifier: Apache-2.0

import Algorithms
import AssayCore
import Platform

/// Chooses tokens for one text. The order of the steps is penalties and bias, what must not be
/// repeated, temperature, min-p, top-k, top-p.
package struct Sampler {
  private let options: SamplingOptions
  private var generator: SeededGenerator
  private var counts: [Int32: Int] = [:]
  private var repetition: RepetitionRules

  /// - Parameters:
  ///   - stream: tells texts of one seed apart.
  ///   - prompt: what the text continues.
  ///   - endTokens: those that end it.
  package init(
    _ options: SamplingOptions, stream: Int, prompt: [Int32] = [], endTokens: Set<Int32> = []
  ) {
    self.options = options
    repetition = RepetitionRules(options, prompt: prompt, endTokens: endTokens)
    generator = SeededGenerator(seed: options.seed &+ UInt64(stream) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// The next token, from the model's logits (V).
  package mutating func next(_ logits: [Float]) -> Int32 {
    var logits = logits
    adjust(&logits)
    let token = options.temperature <= 0 ? Self.likeliest(logits) : sample(logits)
    counts[token, default: 0] += 1
    repetition.append(token)
    return token
  }

  /// The first of the likeliest tokens.
  static func likeliest(_ logits: [Float]) -> Int32 {
    var best = 0
    for index in logits.indices where logits[index] > logits[best] { best = index }
    return Int32(best)
  }

  private func adjust(_ logits: inout [Float]) {
    for (token, bias) in options.logitBias where token >= 0 && Int(token) < logits.count {
      logits[Int(token)] += Float(bias)
    }
    for (token, count) in counts {
      logits[Int(token)] -= Float(
        options.presencePenalty + Double(count) * options.frequencyPenalty)
    }
    repetition.adjust(&logits)
  }

  private mutating func sample(_ logits: [Float]) -> Int32 {
    let candidates = Self.candidates(logits, options, least: 1)
    let total = candidates.reduce(0) { $0 + $1.weight }
    var rest = generator.nextUnit() * total
    for candidate in candidates {
      rest -= candidate.weight
      if rest < 0 { return candidate.token }
    }
    return candidates.last { $0.weight > 0 }?.token ?? 0
  }

  /// The tokens that may be drawn, each with its probability as a share of the likeliest one's.
  /// - Parameters:
  ///   - options: the temperature, which is over 0, and what leaves tokens out.
  ///   - least: how many of the likeliest are never left out.
  static func candidates(
    _ logits: [Float], _ options: SamplingOptions, least: Int
  ) -> [(token: Int32, weight: Double)] {
    let top = Double(logits[Int(likeliest(logits))])
    var candidates = logits.indices.map { index in
      let weight = exp((Double(logits[index]) - top) / options.temperature)
      return (token: Int32(index), weight: weight)
    }
    if options.minP > 0 {
      let likely = candidates.filter { $0.weight >= options.minP }
      candidates =
        likely.count >= least
        ? likely : candidates.max(count: least) { $0.weight < $1.weight }
    }
    if options.topK != nil || options.topP < 1 { restrict(&candidates, options, least: least) }
    return candidates
  }

  /// Keeps the top k, and of these the fewest that reach the top p of their weight.
  private static func restrict(
    _ candidates: inout [(token: Int32, weight: Double)], _ options: SamplingOptions, least: Int
  ) {
    candidates.sort { ($0.weight, $1.token) > ($1.weight, $0.token) }
    if let topK = options.topK { candidates = Array(candidates.prefix(max(topK, least))) }
    let wanted = candidates.reduce(0) { $0 + $1.weight } * options.topP
    var sum = 0.0
    let end = candidates.firstIndex { candidate in
      sum += candidate.weight
      return sum >= wanted
    }
    if let end { candidates = Array(candidates.prefix(max(end + 1, least))) }
  }
}

/// How the next token is chosen from the model's logits.
package struct SamplingOptions: Sendable, Equatable {
  /// Divides the logits; 0 always takes the likeliest token.
  package var temperature: Double = 1
  /// Only this many of the likeliest tokens are considered; nil for all.
  package var topK: Int?
  /// Only the likeliest tokens that together have this probability are considered.
  package var topP: Double = 1
  /// Only tokens are considered that have this share of the likeliest one's probability.
  package var minP: Double = 0
  /// Taken off the logit of a token for each time it was generated.
  package var frequencyPenalty: Double = 0
  /// Taken off the logit of a token that was generated at least once.
  package var presencePenalty: Double = 0
  /// Divides the logit of each token of prompt and text, or multiplies it where it is under 0.
  package var repetitionPenalty: Double = 1
  /// No run of so many tokens comes twice in prompt and text; 0 lets all come.
  package var noRepeatSize = 0
  /// The text does not end before it has so many tokens.
  package var minimumTokens = 0
  /// Added to the logits of single tokens.
  package var logitBias: [Int32: Double] = [:]
  /// The same seed gives the same text.
  package var seed: UInt64 = 0

  package init() {}
}
