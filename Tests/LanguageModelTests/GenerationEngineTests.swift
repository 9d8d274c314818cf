// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Testing
import Tokenizer

/// The engine step by step: its queue, its sequences, and requests that fail or are given up.
struct GenerationEngineTests {
  private static func engine(
    sequences: Int, model: GPT2Model? = nil
  ) throws -> GenerationEngine {
    let loaded = LoadedModel(model: try model ?? TinyModel.make(), tokenizer: .gpt2)
    return try GenerationEngine(loaded, sequences: sequences)
  }

  private static func request(
    _ prompts: [[Int32]], tokens: Int = 4, candidates: Int = 1
  ) -> GenerationRequest {
    var request = GenerationRequest(prompts: prompts)
    request.maximumTokens = tokens
    request.count = candidates
    request.candidates = candidates
    request.sampling.temperature = 0
    request.sampling.logitBias = [50256: -100]
    return request
  }

  /// What came of each request.
  private struct Outcome {
    var texts: GeneratedTexts
    var isFinished = false
    var error: AssayError?
  }

  private static func run(
    _ engine: GenerationEngine, _ requests: [Int: GenerationRequest], steps: Int = .max
  ) -> [Int: Outcome] {
    var outcomes = requests.mapValues { Outcome(texts: GeneratedTexts($0)) }
    var step = 0
    while !engine.isIdle, step < steps {
      for event in engine.step() {
        outcomes[event.request]?.texts.take(event.content)
        switch event.content {
        case .finished: outcomes[event.request]?.isFinished = true
        case .failed(let error): outcomes[event.request]?.error = error
        case .text, .ended: break
        }
      }
      step += 1
    }
    return outcomes
  }

  @Test func waitingRequestsGetSequencesAsTheyBecomeFree() throws {
    let engine = try Self.engine(sequences: 2)
    var requests: [Int: GenerationRequest] = [:]
    for index in 0..<5 {
      let request = Self.request([[Int32(index)], [Int32(index), 7]], candidates: 3)
      requests[engine.add(request)] = request
    }
    #expect(engine.queuedRequests == 5 && !engine.isIdle)
    _ = engine.step()
    #expect(engine.queuedRequests == 4)
    let outcomes = Self.run(engine, requests)
    #expect(engine.queuedRequests == 0 && engine.isIdle)
    #expect(outcomes.values.allSatisfy { $0.isFinished && $0.error == nil })
    for outcome in outcomes.values {
      // The first step was not looked at.
      let texts = outcome.texts.all.compactMap { $0.ending == nil ? nil : $0.ending?.tokens }
      #expect(texts == Array(repeating: 4, count: 6))
    }
  }

  @Test func choicesOfAPromptAreEqualHoweverTheyBegan() throws {
    var wanted: [String] = []
    for sequences in [7, 1, 2, 3] {
      let engine = try Self.engine(sequences: sequences)
      var request = Self.request([[1, 2, 3], [4, 5]], tokens: 6, candidates: 3)
      request.logprobs = 1
      request.echoes = true
      let outcome = Self.run(engine, [engine.add(request): request])
      let texts = outcome[0]!.texts.all
      #expect(texts.allSatisfy { $0.ending?.tokens == 6 })
      #expect(texts.map(\.tokens.count) == [9, 9, 9, 8, 8, 8])
      if wanted.isEmpty { wanted = texts.map(\.text) }
      #expect(texts.map(\.text) == wanted)
      #expect(texts[0].text == texts[1].text && texts[1].text == texts[2].text)
    }
  }

  @Test func aPromptMayBeScoredWithoutATextAfterIt() throws {
    let engine = try Self.engine(sequences: 2)
    var request = Self.request([[1, 2, 3]], tokens: 0, candidates: 3)
    request.echoes = true
    request.logprobs = 2
    let texts = Self.run(engine, [engine.add(request): request])[0]!.texts
    #expect(texts.generatedTokens == 0)
    for text in texts.all {
      #expect(text.tokens.map(\.score.token) == [1, 2, 3])
      #expect(text.tokens.map { $0.score.logProbability == nil } == [true, false, false])
      #expect(text.ending?.reason == .length && text.ending?.meanLogProbability == 0)
    }
    request.logprobs = nil
    let plain = Self.run(engine, [engine.add(request): request])[1]!.texts
    #expect(plain.all.allSatisfy { $0.text == texts.all[0].text && $0.tokens.count == 3 })
  }

  @Test func aRequestThatDoesNotFitFailsAlone() throws {
    let engine = try Self.engine(sequences: 1)
    let good = Self.request([[1, 2]])
    let bad = Self.request([[1], [23]])
    let long = Self.request([[Int32](repeating: 1, count: 17)])
    let none = GenerationRequest()
    let requests = Dictionary(
      uniqueKeysWithValues: [good, bad, long, none, good].map { (engine.add($0), $0) })
    let outcomes = Self.run(engine, requests)
    #expect(outcomes[0]?.isFinished == true && outcomes[4]?.isFinished == true)
    #expect(outcomes[1]?.error?.message.contains("vocabulary") == true)
    #expect(outcomes[2]?.error?.message.contains("16 positions") == true)
    #expect(outcomes[3]?.error != nil)
    #expect(outcomes[1]?.isFinished == false)
  }

  /// A model whose weights are broken answers every request with an error, and goes on taking them.
  @Test func brokenModelsAnswerAndFreeTheirSequences() throws {
    let model = try TinyModel.make()
    let engine = try Self.engine(sequences: 2, model: model)
    let good = Self.request([[1, 2]], tokens: 8, candidates: 2)
    let first = engine.add(good)
    _ = engine.step()
    let saved = model.parameters.pointer[0]
    model.parameters.values.update(repeating: .nan)
    for _ in 0..<5 {
      var request = good
      request.isReproducible = true
      let ids = [engine.add(good), engine.add(request)]
      let outcomes = Self.run(engine, [first: good, ids[0]: good, ids[1]: request])
      for id in ids {
        #expect(outcomes[id]?.error?.message.contains("not a number") == true)
        #expect(outcomes[id]?.isFinished == false)
      }
      #expect(engine.isIdle && engine.queuedRequests == 0)
    }
    #expect(saved.isFinite)
    // The same engine still has both its sequences.
    let fresh = try TinyModel.make()
    model.parameters.pointer.update(from: fresh.parameters.pointer, count: fresh.parameters.count)
    let id = engine.add(good)
    let outcome = Self.run(engine, [id: good], steps: 9)[id]
    #expect(outcome?.isFinished == true)
  }

  @Test func givenUpRequestsEndBeforeTheNextToken() throws {
    let engine = try Self.engine(sequences: 2)
    let long = Self.request([[1]], tokens: 15, candidates: 5)
    let next = Self.request([[2]])
    let first = engine.add(long)
    let second = engine.add(next)
    _ = engine.step()
    engine.cancel(first)
    let outcomes = Self.run(engine, [first: long, second: next], steps: 4)
    #expect(outcomes[second]?.isFinished == true)
    #expect(outcomes[first]?.texts.all.allSatisfy { $0.tokens.isEmpty } == true)
    #expect(engine.isIdle)
    engine.cancel(second)
    #expect(engine.isIdle)
  }

  @Test func classifiersWriteNothing() throws {
    var configuration = TinyModel.configuration
    configuration.setClasses(["a", "b"])
    let model = try GPT2Model(configuration: configuration, seed: 1)
    #expect(throws: AssayError.self) { try Self.engine(sequences: 1, model: model) }
  }
}
