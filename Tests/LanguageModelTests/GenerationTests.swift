// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import LanguageModel
import Testing
import Tokenizer

/// Generation with the tiny golden model, whose 97 tokens are single printable bytes in GPT-2's
/// vocabulary.
struct GenerationTests {
  let golden: Golden
  let model: GPT2Model
  let generator: Generator

  init() throws {
    golden = try Golden()
    model = try GPT2Model(directory: Golden.directory)
    generator = Generator(model: model, tokenizer: .gpt2)
  }

  private func options(_ change: (inout GenerationOptions) -> Void) -> GenerationOptions {
    var options = GenerationOptions()
    options.sampling.temperature = 0
    options.maximalTokens = 32
    change(&options)
    return options
  }

  private var expected: [Int32] {
    (golden.json["greedy"]?.array ?? []).compactMap { $0.integer.map(Int32.init) }
  }

  @Test func greedyTextIsTransformers() throws {
    let text = try generator.generate(golden.sequences[0], options: options { _ in })[0]
    #expect(expected.count == 32)
    #expect(text.tokens.map(\.id) == expected)
    #expect(text.finishReason == .length)
    #expect(text.bytes == GPT2Tokenizer.gpt2.decodeBytes(expected))
  }

  @Test func cachedLogitsAreThoseOfAWholePass() throws {
    let tokens = golden.sequences[3]
    let cache = try KeyValueCache(for: model, sequences: 2, capacity: 40)
    _ = try model.extend(cache, with: [(1, Array(tokens[..<5])), (0, [1, 2])])
    _ = try model.extend(cache, with: [(0, [3])])
    for token in tokens[5..<9] { _ = try model.extend(cache, with: [(1, [token])]) }
    let logits = try model.extend(cache, with: [(1, Array(tokens[9...]))])[0]
    let expected = try golden.values("logits.3").suffix(97)
    #expect(Golden.maximalDifference(logits, expected) < 1e-4)
    #expect(cache.lengths == [3, tokens.count])
  }

  @Test func stopsEndTheTextAcrossTokens() throws {
    let whole = GPT2Tokenizer.gpt2.decodeBytes(expected)
    let stop = Array(whole[7..<10])
    var streamed: [UInt8] = []
    let text = try generator.generate(
      golden.sequences[0], options: options { $0.stops = [[0], stop] },
      onBytes: { streamed += $1 })[0]
    let first = (0..<whole.count).first { whole[$0...].starts(with: stop) }!
    #expect(text.bytes == Array(whole[..<first]))
    #expect(streamed == text.bytes)
    #expect(text.finishReason == .stop && text.tokens.count == first)
  }

  @Test func endTokenEndsTheText() throws {
    let text = try generator.generate(
      golden.sequences[0], options: options { $0.endToken = expected[4] })[0]
    let first = expected.firstIndex(of: expected[4])!
    #expect(text.tokens.map(\.id) == Array(expected[..<first]))
    #expect(text.finishReason == .stop)
  }

  @Test func seedsGiveTheSameTextsAgain() throws {
    let warm = options {
      $0.sampling.temperature = 1.5
      $0.sampling.seed = 5
      $0.count = 3
    }
    let first = try generator.generate([1, 2, 3], options: warm)
    #expect(try generator.generate([1, 2, 3], options: warm) == first)
    #expect(Set(first.map(\.bytes)).count == 3)
    var single = warm
    single.count = 1
    #expect(try generator.generate([1, 2, 3], options: single)[0].tokens == first[0].tokens)
  }

  @Test func oneCandidateIsGreedy() throws {
    for change in [{ $0.topK = 1 }, { $0.topP = 1e-9 }] as [(inout SamplingOptions) -> Void] {
      let text = try generator.generate(
        golden.sequences[0],
        options: options {
          $0.sampling.temperature = 1
          change(&$0.sampling)
        })[0]
      #expect(text.tokens.map(\.id) == expected)
    }
  }

  @Test func biasAndPenaltiesChangeTheChoice() throws {
    let biased = try generator.generate(
      [1], options: options { $0.sampling.logitBias = [42: 100] })[0]
    #expect(biased.tokens.allSatisfy { $0.id == 42 })
    let varied = try generator.generate(
      [1],
      options: options {
        $0.sampling.logitBias = [42: 100]
        $0.sampling.presencePenalty = 200
      })[0]
    #expect(Set(varied.tokens.map(\.id)).count == varied.tokens.count)
  }

  @Test func logProbabilitiesAreThoseOfScoring() throws {
    let text = try generator.generate(
      golden.sequences[0], options: options { $0.reportedTokens = 3 })[0]
    let scores = try CompletionScorer(model: model).score([
      (golden.sequences[0], text.tokens.map(\.id))
    ])
    for (token, score) in zip(text.tokens, scores[0].tokenLogProbabilities) {
      #expect(abs((token.logProbability ?? 0) - Double(score)) < 1e-4)
      #expect(token.likeliest.count == 3 && token.likeliest[0].token == token.id)
      #expect(token.likeliest[0].logProbability >= token.likeliest[2].logProbability)
    }
  }

  @Test func bestOfKeepsTheLikeliestPerToken() throws {
    var warm = options {
      $0.sampling.temperature = 1.5
      $0.count = 6
      $0.reportedTokens = 0
    }
    let all = try generator.generate([1, 2], options: warm)
    let expected = all.sorted { $0.meanLogProbability > $1.meanLogProbability }.prefix(2)
    warm.count = 2
    warm.bestOf = 6
    #expect(try generator.generateBest([1, 2], options: warm) == Array(expected))
    warm.reportedTokens = nil
    let plain = try generator.generateBest([1, 2], options: warm)
    #expect(plain.map(\.bytes) == expected.map(\.bytes))
    #expect(plain.allSatisfy { $0.tokens.allSatisfy { $0.logProbability == nil } })
  }

  @Test func textsEndAtTheLastPosition() throws {
    let prompt = [Int32](repeating: 3, count: 40)
    let text = try generator.generate(prompt, options: options { _ in })[0]
    #expect(text.tokens.count == 9 && text.finishReason == .length)
    let error = #expect(throws: AssayError.self) {
      try generator.generate(
        [Int32](repeating: 3, count: 49), options: options { _ in })
    }
    #expect(error?.message.contains("48 positions") == true)
    #expect(throws: AssayError.self) { try generator.generate([97], options: options { _ in }) }
  }
}
