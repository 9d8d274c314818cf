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
        model, endToken: end, prompt: Self.tokens(item["prompt"]),
        limit: try #require(parameters?["max_new_tokens"]?.integer),
        sampling: Self.sampling(parameters), options: Self.options(parameters))
      let found = try search.texts()
      #expect(found == item["texts"]?.array?.map(Self.tokens), "\(item)")
    }
  }

  @Test func textsEndAtTheLastPosition() throws {
    let model = try GPT2Model(directory: Golden.directory)
    let positions = model.configuration.positions
    let prompt = [Int32](repeating: 12, count: positions - 2)
    var options = BeamOptions(beams: 3)
    options.count = 3
    var search = try BeamSearch(
      model, endToken: 96, prompt: prompt, limit: 50, sampling: SamplingOptions(), options: options)
    #expect(try search.texts().allSatisfy { $0.count <= 3 })
    var full = try BeamSearch(
      model, endToken: 96, prompt: prompt + [1, 2], limit: 50, sampling: SamplingOptions(),
      options: options)
    #expect(try full.texts().map(\.count) == [1, 1, 1])
  }
}
