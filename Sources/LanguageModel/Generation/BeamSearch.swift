// SPDX-License-Identifier: Apache-2.0

import Algorithms
package import AssayCore
import Platform

/// Looks for the likeliest texts after a prompt by keeping several under way, in the way of transformers'
/// `generate`: which token is taken, when a text is finished and when the search ends are as there. Where
/// continuations are drawn, their chances are those of transformers too, but not its random numbers.
package struct BeamSearch {
  /// A text under way; its tokens but the last are in the sequence `slot` of the cache.
  private struct Beam {
    var tokens: [Int32]
    var logProbability: Double
    var slot: Int
    var next: NextToken
  }

  /// A beam with one more token.
  private struct Continuation {
    let parent: Int
    let token: Int32
    let logProbability: Double
    let isFinished: Bool
  }

  private let model: GPT2Model
  private let endTokens: Set<Int32>
  private let options: BeamOptions
  private let sampling: SamplingOptions
  private let prompt: [Int32]
  /// The most tokens of a text.
  private let limit: Int
  private let cache: KeyValueCache
  private var generator: SeededGenerator
  private var running: [Beam] = []
  private var finished: [FinishedBeam] = []
  /// False once no text under way is expected to become better than the finished ones.
  private var mayImprove = true

  /// - Parameters:
  ///   - endTokens: those that end a text.
  ///   - sampling: what must not be repeated, how long a text is at least, and where continuations are
  ///     drawn, from which tokens.
  ///   - limit: the most tokens of a text.
  /// - Throws: `AssayError` when memory has run out, or the model writes no text.
  package init(
    _ model: GPT2Model, endTokens: Set<Int32>, prompt: [Int32], limit: Int,
    sampling: SamplingOptions, options: BeamOptions
  ) throws(AssayError) {
    self.model = model
    self.endTokens = endTokens
    try model.requireLanguageModel()
    self.prompt = prompt
    self.options = options
    self.sampling = sampling
    generator = SeededGenerator(seed: sampling.seed)
    // The last position still foretells a token, which then needs no row of its own.
    self.limit = min(limit, model.configuration.positions - prompt.count + 1)
    cache = try KeyValueCache(
      for: model, sequences: options.beams,
      capacity: min(prompt.count + max(limit, 1) - 1, model.configuration.positions))
  }

  /// - Returns: the texts, best first, without the token that ends them.
  /// - Throws: `AssayError` when the prompt does not fit the model, or what it says is no number.
  package mutating func texts() throws(AssayError) -> [[Int32]] {
    try start()
    var length = 0
    while true {
      length += 1
      let best = continuations(length: length)
      finish(best.prefix(options.beams).filter(\.isFinished), length: length)
      let open = best.filter { !$0.isFinished }.prefix(options.beams)
      guard let first = open.first else { break }
      mayImprove = mayImprove && canImprove(first, length: length)
      let isFull = finished.count == options.beams
      guard mayImprove, !(isFull && options.stopping == .whenThereAreEnough) else { break }
      try advance(Array(open))
    }
    return finished.prefix(options.count).map(\.tokens)
  }

  private mutating func start() throws(AssayError) {
    let next = try extend([CacheAddition(sequence: 0, tokens: prompt)])
    running = [Beam(tokens: [], logProbability: 0, slot: 0, next: next[0])]
  }

  private func extend(_ additions: [CacheAddition]) throws(AssayError) -> [NextToken] {
    let found = try model.extend(cache, with: additions)
    guard found.allSatisfy(\.isFinite) else { throw GPT2Model.overflow }
    return found
  }

  // MARK: A step

  /// The best continuations of all beams: so many that enough stay under way even where each beam may
  /// end in each of the tokens that end a text.
  private mutating func continuations(length: Int) -> [Continuation] {
    let count = leastTokens * options.beams
    if options.draws { return drawnContinuations(count, length: length) }
    let best = running.indices.flatMap { parent in
      let scores = scores(after: running[parent])
      return scores.indices.max(count: count) { scores[$0] < scores[$1] }.map { token in
        continuation(
          of: parent, by: Int32(token), logProbability: Double(scores[token]), length: length)
      }
    }
    return best.max(count: count) { $0.logProbability < $1.logProbability }.reversed()
  }

  private func continuation(
    of parent: Int, by token: Int32, logProbability: Double, length: Int
  ) -> Continuation {
    Continuation(
      parent: parent, token: token,
      logProbability: running[parent].logProbability + logProbability,
      isFinished: endTokens.contains(token) || length >= limit)
  }

  /// Tokens that are never left out, so that a beam goes on also where one of them ends it.
  private var leastTokens: Int { max(2, 1 + endTokens.count) }

  /// Continuations of all beams, drawn without replacement by the probability of the whole text; the
  /// likeliest first. The largest of log-probabilities with noise of Gumbel are such draws.
  private mutating func drawnContinuations(_ count: Int, length: Int) -> [Continuation] {
    var drawn: [(continuation: Continuation, key: Double)] = []
    for parent in running.indices {
      let scores = scores(after: running[parent])
      for token in Sampler.candidates(scores, sampling, least: leastTokens)
      where scores[Int(token.token)].isFinite {
        let one = continuation(
          of: parent, by: token.token,
          logProbability: Double(scores[Int(token.token)]) / sampling.temperature, length: length)
        drawn.append((one, one.logProbability - log(-log(generator.nextUnit()))))
      }
    }
    return drawn.max(count: count) { $0.key < $1.key }.map(\.continuation)
      .sorted { $0.logProbability > $1.logProbability }
  }

  /// The log-probabilities (V) of what may come next, changed by the rules for repetitions.
  private func scores(after beam: Beam) -> [Float] {
    var scores = beam.next.logProbabilities
    var rules = RepetitionRules(sampling, prompt: prompt, endTokens: endTokens)
    for token in beam.tokens { rules.append(token) }
    rules.adjust(&scores)
    return scores
  }

  private mutating func finish(_ ended: [Continuation], length: Int) {
    let isFull = finished.count == options.beams
    guard mayImprove, !(isFull && options.stopping == .whenThereAreEnough) else { return }
    for end in ended {
      let tokens = running[end.parent].tokens + (endTokens.contains(end.token) ? [] : [end.token])
      finished.append(
        FinishedBeam(
          tokens: tokens, score: options.score(end.logProbability, length: length)))
    }
    finished = finished.max(count: options.beams) { $0.score < $1.score }.reversed()
  }

  /// Whether the best text under way may yet be better than the worst finished one.
  private func canImprove(_ best: Continuation, length: Int) -> Bool {
    guard finished.count == options.beams, let worst = finished.last else { return true }
    let isPatient = options.stopping == .whenNoneCanBeBetter && options.lengthPenalty > 0
    return options.score(best.logProbability, length: isPatient ? limit : length) > worst.score
  }

  /// Lets the model read the new token of each beam that goes on.
  private mutating func advance(_ open: [Continuation]) throws(AssayError) {
    let slots = slots(of: open)
    let found = try extend(
      zip(open, slots).map { CacheAddition(sequence: $1, tokens: [$0.token]) })
    running = zip(zip(open, slots), found).map { place, next in
      let (continuation, slot) = place
      return Beam(
        tokens: running[continuation.parent].tokens + [continuation.token],
        logProbability: continuation.logProbability, slot: slot, next: next)
    }
  }

  /// A sequence of the cache for each continuation: the first one of a beam has the beam's own, the others
  /// a copy in one that no beam has any more.
  private func slots(of open: [Continuation]) -> [Int] {
    let parents = Set(open.map(\.parent))
    let kept = Set(parents.map { running[$0].slot })
    var free = (0..<options.beams).filter { !kept.contains($0) }
    var taken: Set<Int> = []
    return open.map { continuation in
      let own = running[continuation.parent].slot
      guard !taken.insert(continuation.parent).inserted else { return own }
      let slot = free.removeLast()
      cache.copy(own, to: slot, count: cache.lengths[own])
      return slot
    }
  }
}

/// A text that has come to its end.
private struct FinishedBeam {
  let tokens: [Int32]
  let score: Double
}
