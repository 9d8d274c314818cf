// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import LanguageModel
import Testing
import Tokenizer

/// Generation with the tiny golden model, whose 97 tokens are single printable bytes in GPT-2's
/// vocabulary; 96 ends a text.
struct GenerationTests {
  let golden: Golden
  let loaded: LoadedModel

  init() throws {
    golden = try Golden()
    loaded = LoadedModel(model: try GPT2Model(directory: Golden.directory), tokenizer: .gpt2)
  }

  private func request(
    _ prompt: [Int32], _ change: (inout GenerationRequest) -> Void = { _ in }
  ) -> GenerationRequest {
    var request = GenerationRequest(prompts: [prompt])
    request.sampling.temperature = 0
    request.maximumTokens = 32
    change(&request)
    return request
  }

  private func generate(
    _ prompt: [Int32], _ change: (inout GenerationRequest) -> Void = { _ in }
  ) throws -> [GeneratedText] {
    try GenerationEngine.generate([request(prompt, change)], with: loaded)[0].best
  }

  private func ids(_ text: GeneratedText) -> [Int32] { text.tokens.map(\.score.token) }

  private var expected: [Int32] {
    (golden.json["greedy"]?.array ?? []).compactMap { $0.integer.map(Int32.init) }
  }

  @Test("Row 78: greedy text is that of transformers") func greedyTextIsTransformers() throws {
    let text = try generate(golden.sequences[0])[0]
    #expect(expected.count == 32)
    #expect(ids(text) == expected)
    #expect(text.ending?.reason == .length && text.ending?.tokens == 32)
    #expect(text.text == TextTokenizer.gpt2.decode(expected))
  }

  @Test func cachedLogitsAreThoseOfAWholePass() throws {
    let model = loaded.model
    let tokens = golden.sequences[3]
    let cache = try KeyValueCache(for: model, sequences: 2, capacity: 40)
    _ = try model.extend(
      cache,
      with: [.init(sequence: 1, tokens: Array(tokens[..<5])), .init(sequence: 0, tokens: [1, 2])])
    _ = try model.extend(cache, with: [.init(sequence: 0, tokens: [3])])
    for token in tokens[5..<9] {
      _ = try model.extend(cache, with: [.init(sequence: 1, tokens: [token])])
    }
    let next = try model.extend(cache, with: [.init(sequence: 1, tokens: Array(tokens[9...]))])[0]
    let expected = try golden.values("logits.3").suffix(97)
    #expect(Golden.maximalDifference(next.logits, expected) < 1e-4)
    #expect(next.isFinite && next.scores.isEmpty)
    #expect(next.likeliest == Int32(next.logits.firstIndex(of: next.logits.max()!)!))
    #expect(cache.lengths == [3, tokens.count])
  }

  @Test func readingAPromptScoresItsTokens() throws {
    let model = loaded.model
    let prompts = [golden.sequences[0], golden.sequences[3]]
    let cache = try KeyValueCache(for: model, sequences: 3, capacity: 40)
    let found = try model.extend(
      cache,
      with: [
        .init(sequence: 2, tokens: prompts[0], alternatives: 2),
        .init(sequence: 1, tokens: [5]), .init(sequence: 0, tokens: prompts[1], alternatives: 0),
      ])
    #expect(found[1].scores.isEmpty)
    for (next, prompt) in [(found[0], prompts[0]), (found[2], prompts[1])] {
      #expect(next.scores.map(\.token) == prompt)
      #expect(next.scores[0].logProbability == nil)
      let score = try CompletionScorer(model: model).score([([prompt[0]], Array(prompt[1...]))])[0]
      for (found, wanted) in zip(next.scores.dropFirst(), score.tokenLogProbabilities) {
        #expect(abs((found.logProbability ?? 0) - wanted) < 1e-5)
      }
      let alone = try model.extend(
        try KeyValueCache(for: model, sequences: 1, capacity: 40),
        with: [.init(sequence: 0, tokens: prompt)])[0]
      #expect(Golden.maximalDifference(next.logits, alone.logits[...]) < 1e-4)
    }
    #expect(found[0].scores.dropFirst().allSatisfy { $0.alternatives.count == 2 })
    #expect(found[2].scores.allSatisfy { $0.alternatives.isEmpty })
  }

  @Test("Row 67: stops end the text across tokens") func stopsEndTheTextAcrossTokens() throws {
    let whole = Array(TextTokenizer.gpt2.decodeBytes(expected))
    let stop = Array(whole[7..<10])
    var streamed = ""
    let texts = try GenerationEngine.generate(
      [request(golden.sequences[0]) { $0.stops = [[0], [], stop] }], with: loaded
    ) { _, content in
      if case .text(_, let piece) = content { streamed += piece.text }
    }
    let text = texts[0].best[0]
    let first = (0..<whole.count).first { whole[$0...].starts(with: stop) }!
    #expect(text.text == String(decoding: whole[..<first], as: UTF8.self))
    #expect(streamed == text.text)
    #expect(text.ending?.reason == .stop && text.tokens.count == first)
  }

  /// A text that the model ends by itself has one entry more than tokens: lm-eval and others read the
  /// log-probability of the end there.
  @Test func theModelsEndHasAnEntryButNoText() throws {
    let text = try generate(golden.sequences[0]) {
      $0.sampling.logitBias = [96: 100]
      $0.logprobs = 2
    }[0]
    #expect(text.text.isEmpty && ids(text) == [96])
    #expect(text.tokens[0].offset == golden.sequences[0].count)
    #expect((text.tokens[0].score.logProbability ?? 1) < 0)
    let ending = try #require(text.ending)
    #expect(ending.reason == .stop && ending.tokens == 0)
    #expect(ending.meanLogProbability == text.tokens[0].score.logProbability)
    let echoed = try generate([1, 2, 3]) {
      $0.sampling.logitBias = [96: 100]
      $0.logprobs = 0
      $0.echoes = true
    }[0]
    #expect(ids(echoed) == [1, 2, 3, 96])
    #expect(echoed.tokens.map(\.offset) == [0, 1, 2, 3])
  }

  @Test("Row 75: a text ends in any of the tokens that end one")
  func severalTokensEndAText() throws {
    let end = expected[6]
    let first = try #require(expected.firstIndex(of: end))
    let several = LoadedModel(model: loaded.model, tokenizer: .gpt2, endTokens: [96, end])
    let text = try GenerationEngine.generate([request(golden.sequences[0])], with: several)[0]
      .best[0]
    #expect(text.text == TextTokenizer.gpt2.decode(expected[..<first]))
    #expect(text.ending?.reason == .stop && text.ending?.tokens == first)
    let longer = try GenerationEngine.generate(
      [request(golden.sequences[0]) { $0.sampling.minimumTokens = 32 }], with: several)[0].best[0]
    #expect(!ids(longer).contains(end) && longer.ending?.reason == .length)
  }

  @Test func seedsGiveTheSameTextsAgain() throws {
    func texts(_ count: Int, seed: UInt64 = 5) throws -> [GeneratedText] {
      try generate([1, 2, 3]) {
        $0.sampling.temperature = 1.5
        $0.sampling.seed = seed
        $0.isReproducible = true
        $0.count = count
        $0.candidates = count
      }
    }
    let first = try texts(3)
    #expect(try texts(3) == first)
    #expect(Set(first.map(\.text)).count == 3)
    #expect(try texts(1)[0] == first[0])
    #expect(try texts(1, seed: 6)[0].text != first[0].text)
  }

  @Test func oneCandidateIsGreedy() throws {
    for change in [{ $0.topK = 1 }, { $0.topP = 1e-9 }, { $0.minP = 1 }]
      as [(inout SamplingOptions) -> Void]
    {
      let text = try generate(golden.sequences[0]) {
        $0.sampling.temperature = 1
        change(&$0.sampling)
      }[0]
      #expect(ids(text) == expected)
    }
  }

  @Test func biasAndPenaltiesChangeTheChoice() throws {
    let biased = try generate([1]) { $0.sampling.logitBias = [42: 100] }[0]
    #expect(ids(biased) == Array(repeating: 42, count: 32))
    for change in [{ $0.presencePenalty = 200 }, { $0.frequencyPenalty = 200 }]
      as [(inout SamplingOptions) -> Void]
    {
      let varied = try generate([1]) {
        $0.sampling.logitBias = [42: 100]
        change(&$0.sampling)
      }[0]
      #expect(ids(varied).first == 42 && Set(ids(varied)).count == varied.tokens.count)
    }
  }

  @Test func logProbabilitiesAreThoseOfScoring() throws {
    let text = try generate(golden.sequences[0]) { $0.logprobs = 3 }[0]
    let score = try CompletionScorer(model: loaded.model).score([
      (golden.sequences[0], ids(text))
    ])[0]
    for (token, wanted) in zip(text.tokens.map(\.score), score.tokenLogProbabilities) {
      #expect(abs((token.logProbability ?? 0) - wanted) < 1e-4)
      #expect(token.alternatives.count == 3 && token.alternatives[0].token == token.token)
      #expect(token.alternatives[0].logProbability == token.logProbability)
      #expect(token.alternatives[0].logProbability >= token.alternatives[2].logProbability)
    }
  }

  /// Bias and temperature change what is drawn, not what is reported.
  @Test("Rows 7, 66: reported probabilities are the model's own")
  func reportedProbabilitiesAreTheModelsOwn() throws {
    let plain = try generate(golden.sequences[0]) {
      $0.logprobs = 1
      $0.maximumTokens = 1
    }[0]
    let bent = try generate(golden.sequences[0]) {
      $0.logprobs = 1
      $0.maximumTokens = 1
      $0.sampling.temperature = 0.3
      $0.sampling.logitBias = [42: 100]
    }[0]
    #expect(ids(bent) == [42])
    #expect(bent.tokens[0].score.alternatives == plain.tokens[0].score.alternatives)
  }

  @Test func bestOfKeepsTheLikeliestPerToken() throws {
    func texts(_ count: Int) throws -> [GeneratedText] {
      try generate([1, 2]) {
        $0.sampling.temperature = 1.5
        $0.count = count
        $0.candidates = 6
      }
    }
    let all = try texts(6)
    #expect(Set(all.map(\.text)).count == 6)
    let expected = all.sorted {
      $0.ending!.meanLogProbability > $1.ending!.meanLogProbability
    }
    #expect(try texts(2) == Array(expected.prefix(2)))
  }

  @Test func textsEndAtTheLastPosition() throws {
    let prompt = [Int32](repeating: 3, count: 40)
    let text = try generate(prompt)[0]
    #expect(text.tokens.count == 9 && text.ending?.reason == .length)
    #expect(try generate([Int32](repeating: 3, count: 48))[0].tokens.count == 1)
    let error = #expect(throws: AssayError.self) {
      try generate([Int32](repeating: 3, count: 49))
    }
    #expect(error?.message.contains("48 positions") == true)
    #expect(throws: AssayError.self) { try generate([97]) }
    #expect(throws: AssayError.self) { try generate([]) }
  }

  /// Greedy texts do not depend on who else is in the batch.
  @Test func manyPromptsGiveTheTextsOfEachAlone() throws {
    let prompts = (0..<80).map { index in
      (0...index % 20).map { Int32((index * 7 + $0 * 3) % 96) }
    }
    let requests = prompts.enumerated().map { index, prompt in
      request(prompt) { $0.maximumTokens = 1 + index % 9 }
    }
    var finished: [Int] = []
    let together = try GenerationEngine.generate(requests, with: loaded) { index, content in
      if case .finished = content { finished.append(index) }
    }
    #expect(finished.sorted() == Array(requests.indices))
    for (request, texts) in zip(requests, together) {
      let alone = try GenerationEngine.generate([request], with: loaded)[0]
      #expect(texts.best.map(ids) == alone.best.map(ids))
      #expect(texts.generatedTokens == alone.generatedTokens)
    }
  }
}
