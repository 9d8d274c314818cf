// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Foundation
import JSON
import LanguageModel
import Testing
import Tokenizer

/// Beams end in the texts that transformers found with the same model; see
/// Tests/Oracles/make/beam_golden.py.
@Suite struct BeamSearchTests {
  private static let cases: [JSONValue] = {
    let path = Golden.fixtures + "/tiny-gpt2-beams.json"
    let bytes = FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    return (try? JSONParser.parse(bytes, file: path))?["cases"]?.array ?? []
  }()

  private static func options(_ parameters: JSONValue?) -> BeamOptions {
    var options = BeamOptions(beams: parameters?["num_beams"]?.integer ?? 0)
    options.count = parameters?["num_return_sequences"]?.integer ?? 1
    options.lengthPenalty = parameters?["length_penalty"]?.double ?? 1
    switch parameters?["early_stopping"] {
    case .bool(true)?: options.stopping = .whenThereAreEnough
    case .string?: options.stopping = .whenNoneCanBeBetter
    default: break
    }
    return options
  }

  private static func sampling(_ parameters: JSONValue?) -> SamplingOptions {
    var sampling = SamplingOptions()
    sampling.noRepeatSize = parameters?["no_repeat_ngram_size"]?.integer ?? 0
    sampling.repetitionPenalty = parameters?["repetition_penalty"]?.double ?? 1
    sampling.minimumTokens = parameters?["min_new_tokens"]?.integer ?? 0
    return sampling
  }

  private static func tokens(_ value: JSONValue?) -> [Int32] {
    (value?.array ?? []).compactMap { $0.integer.map(Int32.init) }
  }

  @Test func textsAreThoseOfTransformers() throws {
    #expect(Self.cases.count == 162)
    let model = try GPT2Model(directory: Golden.directory)
    for item in Self.cases {
      let parameters = item["parameters"]
      let end = Int32(try #require(item["end"]?.integer))
      var search = try BeamSearch(
        model, endTokens: [end], prompt: Self.tokens(item["prompt"]),
        limit: try #require(parameters?["max_new_tokens"]?.integer),
        sampling: Self.sampling(parameters), options: Self.options(parameters))
      let found = try search.texts()
      #expect(found == item["texts"]?.array?.map(Self.tokens), "\(item)")
    }
  }

  private static func drawn(_ sampling: SamplingOptions, _ model: GPT2Model) throws -> [[Int32]] {
    var options = BeamOptions(beams: 3)
    options.count = 3
    options.draws = true
    var search = try BeamSearch(
      model, endTokens: [96], prompt: [5, 17, 3, 80, 41], limit: 8, sampling: sampling,
      options: options)
    return try search.texts()
  }

  /// Draws at a temperature near 0 are the likeliest continuations, those of the golden beams.
  @Test func coldDrawsAreTheLikeliestBeams() throws {
    let model = try GPT2Model(directory: Golden.directory)
    let golden = Self.cases.filter {
      $0["parameters"]?["length_penalty"]?.double == 1 && $0["parameters"]?["num_beams"] == 4
        && $0["parameters"]?.object?.members.count == 5
    }
    #expect(golden.count == 27)
    for item in golden {
      var sampling = Self.sampling(item["parameters"])
      sampling.temperature = 1e-7
      var options = Self.options(item["parameters"])
      options.draws = true
      // The scores grow by the same factor, so a length penalty keeps the order.
      var search = try BeamSearch(
        model, endTokens: [Int32(try #require(item["end"]?.integer))],
        prompt: Self.tokens(item["prompt"]), limit: 12, sampling: sampling, options: options)
      #expect(try search.texts() == item["texts"]?.array?.map(Self.tokens), "\(item)")
    }
  }

  @Test("Row 75: beams end in any of the tokens that end a text") func severalEnds() throws {
    let model = try GPT2Model(directory: Golden.directory)
    func texts(_ ends: Set<Int32>) throws -> [[Int32]] {
      var options = BeamOptions(beams: 3)
      options.count = 3
      var search = try BeamSearch(
        model, endTokens: ends, prompt: [5, 17, 3, 80, 41], limit: 8, sampling: SamplingOptions(),
        options: options)
      return try search.texts()
    }
    let end = try #require(try texts([96])[0].first)
    let found = try texts([96, end])
    #expect(found.count == 3 && !found.joined().contains(end))
  }

  @Test func drawsFollowTheSeedAndTheLimits() throws {
    let model = try GPT2Model(directory: Golden.directory)
    var sampling = SamplingOptions()
    let first = try Self.drawn(sampling, model)
    #expect(first.count == 3 && Set(first).count == 3)
    #expect(try Self.drawn(sampling, model) == first)
    let others = try (UInt64(1)...5).map { seed in
      sampling.seed = seed
      return try Self.drawn(sampling, model)
    }
    #expect(Set(others).count > 1)
    // With two tokens left at each step there are at most 2 to the power of 8 texts; all are these.
    sampling.topK = 1
    let narrow = try Self.drawn(sampling, model)
    sampling.topK = 2
    #expect(try Self.drawn(sampling, model) == narrow)
  }

  @Test func textsEndAtTheLastPosition() throws {
    let model = try GPT2Model(directory: Golden.directory)
    let positions = model.configuration.positions
    let prompt = [Int32](repeating: 12, count: positions - 2)
    var options = BeamOptions(beams: 3)
    options.count = 3
    var search = try BeamSearch(
      model, endTokens: [96], prompt: prompt, limit: 50, sampling: SamplingOptions(),
      options: options)
    #expect(try search.texts().allSatisfy { $0.count <= 3 })
    var full = try BeamSearch(
      model, endTokens: [96], prompt: prompt + [1, 2], limit: 50, sampling: SamplingOptions(),
      options: options)
    #expect(try full.texts().map(\.count) == [1, 1, 1])
  }
}
